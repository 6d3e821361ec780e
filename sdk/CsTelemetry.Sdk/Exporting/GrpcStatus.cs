using System.Globalization;

namespace CsTelemetry.Exporting;

/// <summary>Holds how a call ended, in the terms of gRPC: as the collector said it, or guessed from HTTP.</summary>
/// <param name="code">The code.</param>
/// <param name="message">What the collector said, for a person.</param>
/// <param name="details">The google.rpc.Status that came along; null when there was none.</param>
internal readonly struct GrpcStatus(GrpcStatusCode code, string message, byte[]? details)
{
    public GrpcStatusCode Code { get; } = code;

    public string Message { get; } = message;

    public byte[]? Details { get; } = details;

    /// <summary>The most characters of a peer's message that are kept.</summary>
    public const int MaxMessageChars = 512;

    public static GrpcStatus Ok => new(GrpcStatusCode.Ok, "", null);

    /// <summary>Gets how long the peer wants to be left alone, if an HTTP header says so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Maps an HTTP status that came without a gRPC one, as the gRPC specification says.</summary>
    public static GrpcStatus FromHttp(int http) => new(
        http switch
        {
            400 => GrpcStatusCode.Internal,
            401 => GrpcStatusCode.Unauthenticated,
            403 => GrpcStatusCode.PermissionDenied,
            404 => GrpcStatusCode.Unimplemented,
            429 or 502 or 503 or 504 => GrpcStatusCode.Unavailable,
            _ => GrpcStatusCode.Unknown,
        },
        $"the address answered HTTP {http.ToString(CultureInfo.InvariantCulture)} and not gRPC",
        null);

    public static string Cut(string message) => message.Length <= MaxMessageChars ? message : message.Substring(0, MaxMessageChars);
}
