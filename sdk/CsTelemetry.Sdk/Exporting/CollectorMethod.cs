namespace CsTelemetry.Exporting;

/// <summary>Names a method of the collector by its address on either way.</summary>
/// <param name="grpcPath">The path over gRPC.</param>
/// <param name="httpPath">The path over HTTP.</param>
internal sealed class CollectorMethod(string grpcPath, string httpPath)
{
    public string GrpcPath { get; } = grpcPath;

    public string HttpPath { get; } = httpPath;

    public static CollectorMethod Publish { get; } = new("/cstelemetry.v1.TelemetryCollector/Publish", "/v1/publish");

    public static CollectorMethod Forget { get; } = new("/cstelemetry.v1.TelemetryCollector/Forget", "/v1/forget");
}
