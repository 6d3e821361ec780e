using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Grpc;

namespace CsTelemetry.Collector.Receiving;

/// <summary>The service `cstelemetry.v1.TelemetryCollector`: its methods, and who may call them.</summary>
internal static class PublishMethods
{
    public const string Service = "cstelemetry.v1.TelemetryCollector";

    public static GrpcMethodTable AddTelemetryCollector(this GrpcMethodTable methods, PublishHandler handler, PublishMessages messages, KeyAuthenticator keys)
    {
        var (requests, responses) = (messages.Requests, messages.Responses);
        return methods
            .AuthoriseWith(call => Authorise(call, keys))
            .AddUnary($"/{Service}/Publish", requests, responses, async (request, call) => await handler.PublishAsync(request, (Caller)call.Caller!))
            .AddDuplex($"/{Service}/PublishStream", requests, responses, call => new PublishStream(handler, call).RunAsync());
    }

    private static ValueTask Authorise(GrpcServerCall call, KeyAuthenticator keys)
    {
        call.Caller = CallerCheck.Require(keys, call.GetMetadata("authorization"), call.Method == ForgetMethod.Path ? Scopes.Erase : Scopes.Ingest);
        return ValueTask.CompletedTask;
    }
}
