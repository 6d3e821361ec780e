using System.Buffers;
using System.Text.Json;
using CsTelemetry.Collector.Knowing.Documents;

namespace CsTelemetry.Collector.Api.Knowledge;

/// <summary>Reads a request's body as JSON, up to a limit.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <param name="request">The request.</param>
    /// <param name="maxBytes">The most bytes of the body.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidDocumentException">It is not JSON.</exception>
    /// <exception cref="BadHttpRequestException">It is too large, or says that it is something else.</exception>
    public static async Task<JsonElement> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            throw new BadHttpRequestException("The body must be JSON: send `content-type: application/json`.", StatusCodes.Status415UnsupportedMediaType);
        }

        var bytes = await ReadBytesAsync(request, maxBytes, cancellationToken);
        try
        {
            var body = JsonElement.Parse(bytes.Span, Strict);
            return JsonTexts.FaultIn(body) is { } fault ? throw new InvalidDocumentException([fault]) : body;
        }
        catch (JsonException exception)
        {
            throw new InvalidDocumentException([JsonFaults.Of(exception)]);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes)
        {
            throw TooLarge(maxBytes);
        }

        var body = new ArrayBufferWriter<byte>();
        while (await request.Body.ReadAsync(body.GetMemory(4096), cancellationToken) is > 0 and var read)
        {
            body.Advance(read);
            if (body.WrittenCount > maxBytes)
            {
                throw TooLarge(maxBytes);
            }
        }

        return body.WrittenMemory;
    }

    private static BadHttpRequestException TooLarge(int maxBytes) =>
        new($"The body is larger than {maxBytes} bytes. Send less at a time, or import a file with POST /v1/imports.", StatusCodes.Status413PayloadTooLarge);
}
