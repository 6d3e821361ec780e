#if NET
using System.Globalization;
using System.Net.Http.Headers;

namespace CsTelemetry.Exporting;

/// <summary>Reads how a gRPC call ended: from the trailers, or from the headers when there are no trailers.</summary>
internal static class GrpcStatusReader
{
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
            GrpcStatus.Cut(Uri.UnescapeDataString(Value(headers, "grpc-message") ?? "")),
            DecodeBinary(Value(headers, "grpc-status-details-bin")));
    }

    private static string? Value(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

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
#endif
