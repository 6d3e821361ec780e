using System.Text.Json;

namespace CsTelemetry.Client.Sending;

/// <summary>Reads problem+json (RFC 9457) leniently: whatever a proxy answers instead becomes a problem too. Thread-safe.</summary>
internal static class ProblemReader
{
    /// <summary>The most bytes of a problem that are read.</summary>
    internal const int MaxProblemBytes = 64 * 1024;

    public static async Task<ApiProblem> ReadAsync(HttpResponseMessage response, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var plain = new ApiProblem(response.StatusCode, response.ReasonPhrase is { Length: > 0 } reason ? reason + "." : "There is no reason given.")
        {
            RetryAfter = RetryRule.Asked(response.Headers.RetryAfter, now),
        };
        if (response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) != true)
        {
            return plain;
        }

        var buffer = new byte[MaxProblemBytes];
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return Read(plain, buffer.AsMemory(0, length));
        }
    }

    private static ApiProblem Read(ApiProblem plain, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind != JsonValueKind.Object ? plain : plain with
            {
                Title = Text(json.RootElement, "title") ?? plain.Title,
                Detail = Text(json.RootElement, "detail"),
                Parameter = Text(json.RootElement, "parameter"),
                TraceId = Text(json.RootElement, "traceId") ?? Text(json.RootElement, "trace_id"),
                Errors = Faults(json.RootElement),
            };
        }
        catch (JsonException)
        {
            return plain;
        }
    }

    private static List<DocumentFault> Faults(JsonElement problem) =>
        problem.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
            ? [.. errors.EnumerateArray().Where(error => error.ValueKind == JsonValueKind.Object).Select(error => new DocumentFault(Text(error, "pointer") ?? "", Text(error, "detail") ?? ""))]
            : [];

    private static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
