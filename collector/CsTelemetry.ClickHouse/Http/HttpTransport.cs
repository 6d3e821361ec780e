using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace CsTelemetry.ClickHouse.Http;

/// <summary>
/// Sends POST requests to one server over pooled connections and turns everything that is not a
/// success into a <see cref="ClickHouseException"/>. Thread-safe.
/// </summary>
internal sealed class HttpTransport : IDisposable
{
    // ClickHouse closes idle connections after 30 s (keep_alive_timeout; some servers after 10 s):
    // a pooled one must go before, or a request meets a closing connection.
    private static readonly TimeSpan IdleConnectionLifetime = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);
    private static readonly Dictionary<string, string> NoHeaders = [];
    private const int MaxErrorBodyBytes = 64 * 1024;

    private readonly ClickHouseEndpoint _endpoint;
    private readonly HttpClient _http;

    internal HttpTransport(ClickHouseEndpoint endpoint, ClickHouseClientOptions options)
    {
        _endpoint = endpoint;
        var handler = new SocketsHttpHandler
        {
            PooledConnectionIdleTimeout = IdleConnectionLifetime,
            PooledConnectionLifetime = ConnectionLifetime,
            MaxConnectionsPerServer = options.MaxConnectionCount,
            ConnectTimeout = options.ConnectTimeout,
            // Each of these could send the password or the data elsewhere.
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    internal Uri Root => _endpoint.Url;

    public void Dispose() => _http.Dispose();

    /// <summary>Posts and answers a success whose headers have been read and whose body has not.</summary>
    internal async Task<HttpResponseMessage> PostAsync(
        RequestUri uri, HttpContent content, Deadline deadline, IReadOnlyDictionary<string, string>? headers = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, uri.Build()) { Content = content };
        request.Headers.Add("X-ClickHouse-User", _endpoint.User);
        request.Headers.Add("X-ClickHouse-Key", _endpoint.Password);
        foreach (var (name, value) in headers ?? NoHeaders)
        {
            request.Headers.Add(name, value);
        }

        var response = await GuardAsync(
            () => _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token), deadline);
        if (response.StatusCode == HttpStatusCode.OK)
        {
            return response;
        }

        using (response)
        {
            throw await ReadErrorAsync(response, deadline);
        }
    }

    /// <summary>Asks <c>/ping</c>, which needs no user; answers whether it said "Ok.".</summary>
    internal async Task<bool> PingAsync(Deadline deadline)
    {
        using var response = await GuardAsync(
            () => _http.GetAsync(new Uri(Root, "/ping"), HttpCompletionOption.ResponseHeadersRead, deadline.Token), deadline);
        var body = await ReadStartAsync(response, 16, deadline);
        return response.StatusCode == HttpStatusCode.OK && body.StartsWith("Ok.", StringComparison.Ordinal);
    }

    /// <summary>Runs one step of a request; its failures come out as <see cref="ClickHouseException"/>.</summary>
    internal async Task<T> GuardAsync<T>(Func<Task<T>> step, Deadline deadline)
    {
        try
        {
            return await step();
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            // Whoever ended it first, the caller hears of its own cancellation as such.
            deadline.Caller.ThrowIfCancellationRequested();
            throw deadline.HasPassed
                ? ClickHouseException.TimedOut(Root, deadline.Limit, exception)
                : ClickHouseException.Unreachable(Root, exception);
        }
    }

    internal static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    internal static string? QueryId(HttpResponseMessage response) => Header(response, "X-ClickHouse-Query-Id");

    internal static ByteArrayContent Sql(string sql)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(sql));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain", "utf-8");
        return content;
    }

    private async Task<ClickHouseException> ReadErrorAsync(HttpResponseMessage response, Deadline deadline)
    {
        var text = await ReadStartAsync(response, MaxErrorBodyBytes, deadline);
        _ = int.TryParse(Header(response, "X-ClickHouse-Exception-Code"), CultureInfo.InvariantCulture, out var code);
        return ClickHouseException.FromServer(response.StatusCode, code, text, QueryId(response));
    }

    private Task<string> ReadStartAsync(HttpResponseMessage response, int maxBytes, Deadline deadline) => GuardAsync(
        async () =>
        {
            using var stream = await response.Content.ReadAsStreamAsync(deadline.Token);
            var body = new byte[maxBytes];
            var count = await stream.ReadAtLeastAsync(body, maxBytes, throwOnEndOfStream: false, deadline.Token);
            return Encoding.UTF8.GetString(body, 0, count);
        },
        deadline);
}
