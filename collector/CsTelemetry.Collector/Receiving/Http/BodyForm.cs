using System.Net.Http.Headers;

namespace CsTelemetry.Collector.Receiving.Http;

/// <summary>What the headers of a request say about its body.</summary>
/// <param name="Message">How the message stands in it.</param>
/// <param name="MediaType">The media type as the caller named it; the answer has the same.</param>
/// <param name="IsGzip">Whether it is compressed.</param>
internal sealed record BodyForm(MessageForm Message, string MediaType, bool IsGzip)
{
    public const string Protobuf = "application/x-protobuf";
    private const string ProtobufToo = "application/protobuf";
    private const string Json = "application/json";

    /// <summary>Reads the headers; null when the body is in a form that is not taken.</summary>
    public static BodyForm? Of(HttpRequest request)
    {
        var encoding = request.Headers.ContentEncoding.ToString();
        var isGzip = encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !(isGzip || encoding.Length == 0 || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var isUtf8 = type.CharSet is null || type.CharSet.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);
        return type.MediaType?.ToLowerInvariant() switch
        {
            Protobuf or ProtobufToo => new(MessageForm.Protobuf, type.MediaType.ToLowerInvariant(), isGzip),
            Json when isUtf8 => new(MessageForm.Json, Json, isGzip),
            _ => null,
        };
    }
}
