namespace CsTelemetry.Grpc.Hosting;

/// <summary>Is among the features of a connection that came in by a gRPC listener.</summary>
internal sealed class GrpcConnectionMark
{
    public static readonly GrpcConnectionMark Instance = new();
}
