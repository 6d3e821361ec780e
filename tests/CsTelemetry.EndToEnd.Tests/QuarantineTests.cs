using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CsTelemetry.EndToEnd.Tests.Running;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>A real collector: what it rejects is listed, exported, mended and replayed by the command line, once.</summary>
public sealed class QuarantineTests
{
    [Fact]
    public async Task A_rejected_event_is_exported_mended_and_replayed_once()
    {
        await using var collector = await CollectorProcess.StartAsync();
        var ingest = await collector.CreateKeyAsync("acme", "ingest");
        var admin = await collector.CreateKeyAsync("acme", "admin,users:read");
        var masked = await collector.CreateKeyAsync("acme", "admin");
        using var api = new ApiReader(collector.Http, admin);
        await PublishAsync(collector, ingest);
        await api.SettledAsync();

        var item = Assert.Single(await UntilListedAsync(api));
        Assert.Equal("missing_field", (string)item["code"]!);
        Assert.Equal("ann", (string)item["event"]!["userId"]!);
        using (var other = new ApiReader(collector.Http, masked))
        {
            Assert.Null(Assert.Single(await other.ListAsync("/v1/quarantine"))["event"]!["userId"]);
        }

        using (var stranger = new ApiReader(collector.Http, ingest))
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await stranger.TryGetAsync("/v1/quarantine")).Status);
        }

        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.ndjson");
        try
        {
            Assert.Equal(0, await collector.RunPlainAsync("quarantine", "export", "--out", file, "--url", collector.Http.ToString(), "--key", admin));
            var line = JsonNode.Parse(Assert.Single(await File.ReadAllLinesAsync(file)))!;
            line["event"]!["accountId"] = "acme-account";
            await File.WriteAllTextAsync(file, line.ToJsonString() + "\n");

            Assert.Equal(0, await collector.RunPlainAsync("quarantine", "replay", "--file", file, "--url", collector.Http.ToString(), "--key", admin));
            Assert.Equal(0, await collector.RunPlainAsync("quarantine", "replay", "--file", file, "--url", collector.Http.ToString(), "--key", admin));
        }
        finally
        {
            File.Delete(file);
        }

        var books = await api.SettledAsync();
        Assert.Equal((2, 1), (books.Accepted, books.Rejected));
        Assert.Equal("replayed", (string)(await api.GetAsync($"/v1/quarantine/{(string)item["id"]!}"))["state"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await api.TryGetAsync("/v1/quarantine/0000000000000000-1-1")).Status);
        Assert.Equal(1, await collector.RunPlainAsync("quarantine", "replay", "0000000000000000-1-1", "--url", collector.Http.ToString(), "--key", admin));
        var (_, acts, _) = await collector.RunAsync("audit-log", "--tenant", "acme");
        Assert.Contains("\tquarantine.replay\t1 events\tdone\t1 Accepted", acts, StringComparison.Ordinal);
        Assert.Contains("\tdone\t1 AlreadyReplayed", acts, StringComparison.Ordinal);
        Assert.Equal(2, await collector.RunPlainAsync("quarantine", "list", "--url", collector.Http.ToString(), "--key", ingest));
    }

    private static async Task PublishAsync(CollectorProcess collector, string key)
    {
        using var http = new HttpClient { BaseAddress = collector.Http };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var body = $$"""
            {"clientInstanceId":"77","batchSequence":"1","events":[
              {"kind":"EVENT_KIND_FEATURE_USE","sequence":"1","occurredAtUnixMs":"{{now}}","accountId":"a","userId":"ann","feature":"f"},
              {"kind":"EVENT_KIND_FEATURE_USE","sequence":"2","occurredAtUnixMs":"{{now}}","accountId":"","userId":"ann","feature":"f"}]}
            """;
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("/v1/publish", UriKind.Relative), content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    // The books settle a moment before the list shows it, or after: both follow the same checkpoint.
    private static async Task<List<JsonNode>> UntilListedAsync(ApiReader api)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var items = await api.ListAsync("/v1/quarantine");
            if (items.Count > 0)
            {
                return items;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }
}
