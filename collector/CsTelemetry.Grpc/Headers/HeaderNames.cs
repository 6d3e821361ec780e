namespace CsTelemetry.Grpc.Headers;

/// <summary>The names that gRPC gives to its headers and trailers.</summary>
internal static class HeaderNames
{
    public const string AcceptEncoding = "grpc-accept-encoding";
    public const string Encoding = "grpc-encoding";
    public const string Message = "grpc-message";
    public const string Status = "grpc-status";
    public const string StatusDetails = "grpc-status-details-bin";
    public const string Timeout = "grpc-timeout";
    public const string BinarySuffix = "-bin";
}
