using CsTelemetry.Grpc.Calls;

namespace CsTelemetry.Grpc.Methods;

/// <summary>A method that can be called.</summary>
internal interface IGrpcMethod
{
    public string Path { get; }

    public GrpcAccess Access { get; }

    /// <summary>Reads the requests, runs the handler and writes the responses. Authorisation is behind it.</summary>
    public Task RunAsync(CallExchange exchange);
}
