using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace CsTelemetry.EndToEnd.Tests.Running;

/// <summary>Reads the REST API as a tool of a customer does: by URL and key.</summary>
internal sealed class ApiReader : IDisposable
{
    private static readonly TimeSpan SettledWithin = TimeSpan.FromSeconds(60);
    private readonly HttpClient _http;

    public ApiReader(Uri address, string? key)
    {
        _http = new HttpClient { BaseAddress = address };
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    public void Dispose() => _http.Dispose();

    public async Task<JsonNode> GetAsync(string path)
    {
        var (status, body) = await TryGetAsync(path);
        Assert.True(status == HttpStatusCode.OK, $"{path} answered {(int)status}: {body}");
        return body;
    }

    public async Task<(HttpStatusCode Status, JsonNode Body)> TryGetAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public Task<string> GetTextAsync(string path) => _http.GetStringAsync(new Uri(path, UriKind.Relative));

    /// <summary>Lists all items of all pages.</summary>
    public async Task<List<JsonNode>> ListAsync(string path)
    {
        var items = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = await GetAsync(cursor is null ? path : $"{path}{separator}cursor={Uri.EscapeDataString(cursor)}");
            items.AddRange(page["items"]!.AsArray().Select(item => item!));
            cursor = (string?)page["next_cursor"];
        }
        while (cursor is not null);
        return items;
    }

    /// <summary>Waits until everything accepted is in the store, audited.</summary>
    public async Task<BooksReading> SettledAsync()
    {
        using var limit = new CancellationTokenSource(SettledWithin);
        while (true)
        {
            var books = BooksReading.Parse(await GetTextAsync("/metrics"));
            if (books.Pending == 0)
            {
                return books;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }

    /// <summary>Waits until everything that landed is in the scores.</summary>
    public async Task ScoredAsync()
    {
        await SettledAsync();
        using var limit = new CancellationTokenSource(SettledWithin);
        while (!(await GetTextAsync("/metrics")).Split('\n').Any(line => line.StartsWith("cstelemetry_collector_scores_lag_seconds", StringComparison.Ordinal) && line.EndsWith(" 0", StringComparison.Ordinal)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
        }
    }
}
