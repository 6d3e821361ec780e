using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Grpc;

namespace CsTelemetry.Collector.Receiving;

/// <summary>The service `cstelemetry.v1.TelemetryCollector`: its methods, and who may call them.</summary>
internal static class PublishMethods
{
    public const string Service = "cstelemetry.v1.TelemetryCollector";

    public static GrpcMethodTable AddTelemetryCollector(
        this GrpcMethodTable methods, PublishHandler handler, PublishMessages messages, KeyAuthenticator keys, TenantDoor door)
    {
        var (requests, responses) = (messages.Requests, messages.Responses);
        return methods
            .AuthoriseWith(call => Authorise(call, keys, door))
            .AddUnary($"/{Service}/Publish", requests, responses, async (request, call) => await handler.PublishAsync(request, (Caller)call.Caller!))
            .AddDuplex($"/{Service}/PublishStream", requests, responses, call => new PublishStream(handler, call, () => Require(call.Call, keys)).RunAsync());
    }

    private static ValueTask Authorise(GrpcServerCall call, KeyAuthenticator keys, TenantDoor door)
    {
        var caller = Require(call, keys);
        call.Caller = caller;
        if (call.Method != ForgetMethod.Path)
        {
            door.Knock(caller.Tenant);
        }

        return ValueTask.CompletedTask;
    }

    private static Caller Require(GrpcServerCall call, KeyAuthenticator keys) =>
        CallerCheck.Require(keys, call.GetMetadata("authorization"), call.Method == ForgetMethod.Path ? Scopes.Erase : Scopes.Ingest);
}
