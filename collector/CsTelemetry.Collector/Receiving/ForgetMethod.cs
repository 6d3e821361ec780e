using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Grpc;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Collector.Receiving;

/// <summary>The method `Forget` of the service. It is authorised with the others, for a scope of its own.</summary>
internal static class ForgetMethod
{
    public const string Path = $"/{PublishMethods.Service}/Forget";

    public static GrpcMethodTable AddForget(this GrpcMethodTable methods, ForgetHandler handler) => methods.AddUnary(
        Path,
        GrpcMarshaller.ForProtobuf(ForgetRequest.Parser),
        GrpcMarshaller.ForProtobuf(ForgetResponse.Parser),
        async (request, call) => await handler.ForgetAsync(request, ((Caller)call.Caller!) with { From = call.Peer }));
}
