using CsTelemetry.Grpc.Calls;

namespace CsTelemetry.Grpc.Methods;

/// <summary>One request, one response.</summary>
internal sealed class UnaryMethod<TRequest, TResponse>(
    string path,
    GrpcAccess access,
    GrpcMarshaller<TRequest> requests,
    GrpcMarshaller<TResponse> responses,
    Func<TRequest, GrpcServerCall, ValueTask<TResponse>> handler) : IGrpcMethod
{
    public string Path => path;

    public GrpcAccess Access => access;

    public async Task RunAsync(CallExchange exchange)
    {
        var request = await exchange.Reader.ReadOnlyAsync(requests);
        var response = await handler(request, exchange.Call);
        exchange.Lifetime.Call.ThrowIfCancellationRequested();

        // Not flushed: headers, message and trailers leave together.
        exchange.Writer.Write(responses, response);
    }
}
