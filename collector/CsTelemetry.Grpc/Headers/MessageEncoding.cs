using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace CsTelemetry.Grpc.Headers;

/// <summary>Says which messages of a call may be compressed, in either direction.</summary>
internal readonly record struct MessageEncoding(bool GzipRequests, bool GzipResponses)
{
    public const string Gzip = "gzip";
    public const string Accepted = "identity,gzip";
    private const string Identity = "identity";

    /// <summary>Reads the request's headers and prepares the response's.</summary>
    /// <exception cref="GrpcException">UNIMPLEMENTED: the requests come in an encoding not spoken here.</exception>
    public static MessageEncoding Agree(HttpRequest request, HttpResponse response)
    {
        var encoding = request.Headers[HeaderNames.Encoding];
        if (StringValues.IsNullOrEmpty(encoding) || encoding == Identity)
        {
            return default;
        }

        response.Headers[HeaderNames.AcceptEncoding] = Accepted;
        if (encoding != Gzip)
        {
            throw new GrpcException(GrpcStatusCode.Unimplemented, $"The grpc-encoding '{encoding}' is not spoken here; use {Accepted}.");
        }

        // Who pays for gzip on the way up has a thin line, and is the only one who gets it on the way down.
        var answerWithGzip = Lists(request.Headers[HeaderNames.AcceptEncoding], Gzip);
        if (answerWithGzip)
        {
            response.Headers[HeaderNames.Encoding] = Gzip;
        }

        return new MessageEncoding(GzipRequests: true, GzipResponses: answerWithGzip);
    }

    private static bool Lists(StringValues header, string name) =>
        header.ToString().Split(',', StringSplitOptions.TrimEntries).Contains(name, StringComparer.Ordinal);
}
