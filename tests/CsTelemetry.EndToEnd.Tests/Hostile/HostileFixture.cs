using System.Globalization;
using System.Text.Json.Nodes;
using CsTelemetry.EndToEnd.Tests.Running;

namespace CsTelemetry.EndToEnd.Tests.Hostile;

/// <summary>A collector with two tenants: one that attacks with all scopes there are, and one that has something to lose.</summary>
public sealed class HostileFixture : IAsyncLifetime
{
    internal const string Victim = "globex";
    internal const string VictimSecret = "confidential-7f3a";
    private const string Scopes = "ingest,read,users:read,catalog:write,models:write,admin,erase";
    private CollectorProcess? _collector;

    internal CollectorProcess Collector => _collector!;

    internal string Attacker { get; private set; } = "";

    internal string Owner { get; private set; } = "";

    internal string Receipt { get; private set; } = "";

    internal string Quarantined { get; private set; } = "";

    public async Task InitializeAsync()
    {
        _collector = await CollectorProcess.StartAsync("http", new Dictionary<string, string> { ["Api__RequestsPerSecond"] = "10000", ["Api__Burst"] = "100000" });
        Attacker = await Collector.CreateKeyAsync("acme", Scopes);
        Owner = await Collector.CreateKeyAsync(Victim, Scopes);
        await FillAsync(Attacker, "plain", "feature-1");
        await FillAsync(Owner, $"account-{VictimSecret}", $"feature-{VictimSecret}");
        await LoadVictimAsync();
    }

    public async Task DisposeAsync()
    {
        if (_collector is not null)
        {
            await _collector.DisposeAsync();
        }
    }

    /// <summary>Reads what must be the same before and after, of both tenants.</summary>
    internal async Task<string> StockAsync()
    {
        var stock = new List<string>();
        foreach (var key in (string[])[Attacker, Owner])
        {
            using var api = new ApiReader(Collector.Http, key);
            await api.SettledAsync();
            stock.Add((await api.GetAsync("/v1/ingestion")).ToJsonString());
        }

        using var owner = new ApiReader(Collector.Http, Owner);
        stock.AddRange((await owner.ListAsync("/v1/knowledge/accounts")).Select(known => known.ToJsonString()));
        stock.Add((await owner.GetAsync("/v1/score-models")).ToJsonString());
        stock.Add((await owner.GetAsync("/v1/erasures"))["items"]!.AsArray().Count.ToString(CultureInfo.InvariantCulture));
        return string.Join('\n', stock);
    }

    private async Task FillAsync(string key, string account, string feature)
    {
        using var api = new ApiWriter(Collector.Http, key);
        var events = Enumerable.Range(1, 40).Select(i => $$"""{"kind":"EVENT_KIND_FEATURE_USE","sequence":"{{i}}","occurredAtUnixMs":"{{At(i)}}","accountId":"{{account}}","userId":"user-{{i % 6}}","feature":"{{feature}}"}""");
        var rejected = $$"""{"kind":"EVENT_KIND_FEATURE_USE","sequence":"99","occurredAtUnixMs":"{{At(2)}}","accountId":"","userId":"user-{{account}}","feature":"{{feature}}"}""";
        var answer = await api.SendAsync(HttpMethod.Post, "/v1/publish", $$"""{"clientInstanceId":"77","batchSequence":"1","events":[{{string.Join(',', events)}},{{rejected}}]}""");
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.Status);
        using var reader = new ApiReader(Collector.Http, key);
        await reader.ScoredAsync();
    }

    private async Task LoadVictimAsync()
    {
        using var api = new ApiWriter(Collector.Http, Owner);
        await TakenAsync(api.PutAsync($"/v1/accounts/account-{VictimSecret}", """{"name":"The Other","seats":[{"seats":5}]}"""));
        await TakenAsync(api.PutAsync($"/v1/accounts/account-{VictimSecret}/users/user-1", """{"name":"Ann"}"""));
        foreach (var kind in (string[])["features/feature", "plans/plan", "releases/release"])
        {
            await TakenAsync(api.PutAsync($"/v1/{kind}-{VictimSecret}", kind.StartsWith("releases", StringComparison.Ordinal) ? """{"released_at":"2026-01-01T00:00:00Z"}""" : "{}"));
        }

        await TakenAsync(api.SendAsync(HttpMethod.Post, "/v1/score-models", """{"version":"3.1.4"}"""));
        var erasure = await TakenAsync(api.SendAsync(HttpMethod.Post, "/v1/erasures", """{"target":"user","user_id":"nobody"}"""));
        Receipt = (string)erasure["receipt_id"]!;
        using var reader = new ApiReader(Collector.Http, Owner);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Quarantined.Length == 0)
        {
            Quarantined = (await reader.ListAsync("/v1/quarantine")).Select(item => (string)item["id"]!).FirstOrDefault("");
            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }

    private static async Task<JsonNode> TakenAsync(Task<ApiAnswer> call)
    {
        var answer = await call;
        Assert.True((int)answer.Status < 300, $"{answer.Status}: {answer.Body}");
        return answer.Body!;
    }

    private static string At(int days) => TimeProvider.System.GetUtcNow().AddDays(-1 - (days % 20)).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
