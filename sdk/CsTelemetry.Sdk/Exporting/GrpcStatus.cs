using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace CsTelemetry.Exporting;

/// <summary>Holds how a gRPC call ended: from the trailers, from the headers when there are no trailers, or guessed from HTTP.</summary>
internal readonly record struct GrpcStatus(GrpcStatusCode Code, string Message, byte[]? Details)
{
    /// <summary>The most characters of a peer's message that are kept.</summary>
    private const int MaxMessageChars = 512;

    /// <summary>Reads the status from headers or trailers; null when they carry none.</summary>
    public static GrpcStatus? From(HttpHeaders headers)
    {
        if (Value(headers, "grpc-status") is not { } text)
        {
            return null;
        }

        var known = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code <= (int)GrpcStatusCode.Unauthenticated;
        return new(
            known ? (GrpcStatusCode)code : GrpcStatusCode.Unknown,
            Cut(Uri.UnescapeDataString(Value(headers, "grpc-message") ?? "")),
            DecodeBinary(Value(headers, "grpc-status-details-bin")));
    }

    /// <summary>Maps an HTTP status that came without a gRPC one, as the gRPC specification says.</summary>
    public static GrpcStatus From(HttpStatusCode http) => new(
        (int)http switch
        {
            400 => GrpcStatusCode.Internal,
            401 => GrpcStatusCode.Unauthenticated,
            403 => GrpcStatusCode.PermissionDenied,
            404 => GrpcStatusCode.Unimplemented,
            429 or 502 or 503 or 504 => GrpcStatusCode.Unavailable,
            _ => GrpcStatusCode.Unknown,
        },
        string.Create(CultureInfo.InvariantCulture, $"the address answered HTTP {(int)http} and not gRPC"),
        null);

    private static string? Value(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    private static string Cut(string message) => message.Length <= MaxMessageChars ? message : message[..MaxMessageChars];

    // Base64 travels with or without padding; several values are joined by commas, and the first has what we need.
    private static byte[]? DecodeBinary(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var first = text.Split(',')[0].Trim();
        var padded = first.PadRight((first.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length / 4 * 3];
        return Convert.TryFromBase64String(padded, bytes, out var written) ? bytes[..written] : null;
    }
}
