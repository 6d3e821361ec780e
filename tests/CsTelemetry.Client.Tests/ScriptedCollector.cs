using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace CsTelemetry.Client.Tests;

/// <summary>Answers calls as a test says, in order, and keeps what came.</summary>
internal sealed class ScriptedCollector : HttpMessageHandler
{
    private readonly Queue<HttpResponseMessage> _answers = [];

    public List<(string Method, string Target, string? Body, string? IfMatch, string? IfNoneMatch)> Calls { get; } = [];

    /// <summary>Gets the idempotency key of each call; null where there was none.</summary>
    public List<string?> Keys { get; } = [];

    public ScriptedCollector Answer(string json, HttpStatusCode status = HttpStatusCode.OK, string mediaType = "application/json", Action<HttpResponseHeaders>? headers = null)
    {
        var answer = new HttpResponseMessage(status) { Content = new StringContent(json, Encoding.UTF8, mediaType) };
        headers?.Invoke(answer.Headers);
        _answers.Enqueue(answer);
        return this;
    }

    public ScriptedCollector Busy(HttpStatusCode status, string retryAfter) =>
        Answer("""{"title":"Busy."}""", status, "application/problem+json", headers => headers.TryAddWithoutValidation("Retry-After", retryAfter));

    public CsTelemetryApiClient Client(TimeProvider? time = null, string address = "http://collector.test/") =>
        new(new HttpClient(this) { BaseAddress = new Uri(address) }, time);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        Calls.Add((request.Method.Method, request.RequestUri!.PathAndQuery, body, Text(request.Headers.IfMatch), Text(request.Headers.IfNoneMatch)));
        Keys.Add(request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null);
        return _answers.Dequeue();
    }

    private static string? Text(HttpHeaderValueCollection<EntityTagHeaderValue> tags) => tags.Count == 0 ? null : tags.ToString();
}
