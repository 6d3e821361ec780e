using CsTelemetry.Grpc.Calls;

namespace CsTelemetry.Grpc.Methods;

/// <summary>A stream of requests and a stream of responses.</summary>
internal sealed class DuplexMethod<TRequest, TResponse>(
    string path,
    GrpcAccess access,
    GrpcMarshaller<TRequest> requests,
    GrpcMarshaller<TResponse> responses,
    Func<GrpcDuplexCall<TRequest, TResponse>, Task> handler) : IGrpcMethod
{
    public string Path => path;

    public GrpcAccess Access => access;

    public async Task RunAsync(CallExchange exchange)
    {
        exchange.Lifetime.EndWhen(exchange.ServerStopping);

        // Many clients wait for the headers before they send. From here on a status can only be a trailer.
        await exchange.Response.StartAsync(exchange.Lifetime.Call);
        await exchange.Writer.FlushAsync();
        var call = new GrpcDuplexCall<TRequest, TResponse>(exchange, requests, responses, mayBeQuiet: access == GrpcAccess.Authorised);
        try
        {
            await handler(call);
        }
        finally
        {
            exchange.Lifetime.HandlerEnded();
            await call.CloseAsync();
        }

        // A handler may end quietly when its reads end; the peer must not take that for the end of its own requests.
        if (exchange.Lifetime.Ending != CallEnding.None && !exchange.Reader.ReachedEnd)
        {
            throw new OperationCanceledException("The call ended before its requests did.");
        }
    }
}
