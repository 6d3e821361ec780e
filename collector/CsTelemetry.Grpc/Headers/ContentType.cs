namespace CsTelemetry.Grpc.Headers;

/// <summary>Knows gRPC's content type.</summary>
internal static class ContentType
{
    public const string Grpc = "application/grpc";

    /// <summary>Tells gRPC from its look-alikes: "application/grpc", "+proto" and "; parameters" are it, "application/grpc-web" is not.</summary>
    public static bool IsGrpc(string? contentType) =>
        contentType is not null
        && contentType.StartsWith(Grpc, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == Grpc.Length || contentType[Grpc.Length] is '+' or ';' or ' ');
}
