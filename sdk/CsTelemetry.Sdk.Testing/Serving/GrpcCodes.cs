namespace CsTelemetry.Testing.Serving;

/// <summary>Holds the gRPC status codes that a fake collector answers with.</summary>
internal static class GrpcCodes
{
    public const int InvalidArgument = 3;
    public const int ResourceExhausted = 8;
    public const int Unavailable = 14;
    public const int Unauthenticated = 16;
}
