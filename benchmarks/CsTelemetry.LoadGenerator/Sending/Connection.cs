using System.Net;
using System.Net.Http.Headers;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.LoadGenerator.Sending;

/// <summary>Publishes over one HTTP/2 connection. Safe for concurrent calls.</summary>
internal sealed class Connection(Uri collector, string key) : IDisposable
{
    private readonly Uri _address = new(collector, "/cstelemetry.v1.TelemetryCollector/Publish");
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null });

    /// <summary>Publishes once.</summary>
    /// <returns>The answer; null when there was none, or one that was not OK.</returns>
    public async Task<Answer> PublishAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new Frame(frame),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TryAddWithoutValidation("te", "trailers");
        request.Headers.TryAddWithoutValidation("authorization", $"Bearer {key}");
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            var status = Status(response.TrailingHeaders) ?? Status(response.Headers);
            return status == "0" && body.Length >= 5
                ? new(status, PublishResponse.Parser.ParseFrom(body, 5, body.Length - 5), null)
                : new(status ?? "none", null, RetryAfter(response));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return Answer.None;
        }
    }

    public void Dispose() => _http.Dispose();

    private static string? Status(HttpHeaders headers) => Value(headers, "grpc-status");

    private static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        const string Details = "grpc-status-details-bin";
        return (Value(response.TrailingHeaders, Details) ?? Value(response.Headers, Details)) is { } details ? RetryDelay.Read(details) : null;
    }

    private static string? Value(HttpHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.First() : null;
}
