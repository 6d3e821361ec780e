namespace CsTelemetry.Exporting;

/// <summary>Names a method of the collector by its address on either way.</summary>
/// <param name="GrpcPath">The path over gRPC.</param>
/// <param name="HttpPath">The path over HTTP.</param>
internal sealed record CollectorMethod(string GrpcPath, string HttpPath)
{
    public static CollectorMethod Publish { get; } = new("/cstelemetry.v1.TelemetryCollector/Publish", "/v1/publish");

    public static CollectorMethod Forget { get; } = new("/cstelemetry.v1.TelemetryCollector/Forget", "/v1/forget");
}
