using CsTelemetry.Client.Contracts;

namespace CsTelemetry.Client.Tests;

public sealed class AskingTests
{
    [Fact]
    public async Task All_pages_speak_of_the_day_of_the_first()
    {
        var collector = new ScriptedCollector()
            .Answer("""{"as_of":"2026-11-20","total_count":2,"items":[],"next_cursor":"a b"}""")
            .Answer("""{"as_of":"2026-11-20","total_count":2,"items":[],"next_cursor":null}""");
        using var client = collector.Client();

        Assert.Empty(await ReadAsync(client.ListAccountsAsync()));

        Assert.Equal(["/v1/accounts?limit=1000", "/v1/accounts?limit=1000&as_of=2026-11-20&cursor=a%20b"], collector.Calls.Select(call => call.Target));
    }

    [Fact]
    public async Task Pages_that_go_in_a_circle_end_the_walk()
    {
        const string Page = """{"as_of":"2026-11-20","total_count":2,"items":[],"next_cursor":"same"}""";
        using var client = new ScriptedCollector().Answer(Page).Answer(Page).Answer(Page).Client();

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync(client.ListAccountsAsync()));

        Assert.Contains("\"same\"", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_becomes_the_parameters_of_the_collector()
    {
        var collector = new ScriptedCollector().Answer("""{"as_of":"2026-11-20","total_count":0,"items":[],"next_cursor":null}""");
        using var client = collector.Client();
        var filter = new AdoptionScoreFilter
        {
            AsOf = new DateOnly(2026, 11, 20),
            Band = HealthBand.AtRisk,
            State = AccountState.InsufficientData,
            Plan = "a&b",
            Min = .5,
            Order = ScoreOrder.TrendDescending,
            UpdatedSince = new DateTimeOffset(2026, 11, 20, 1, 0, 0, TimeSpan.FromHours(1)),
        };

        Assert.Empty(await ReadAsync(client.ListAdoptionScoresAsync(filter)));

        Assert.Equal(
            "/v1/adoption-scores?as_of=2026-11-20&band=at_risk&state=insufficient_data&plan=a%26b&min=0.5&updated_since=2026-11-20T00%3A00%3A00.0000000Z&sort=-trend&limit=1000",
            Assert.Single(collector.Calls).Target);
    }

    [Fact]
    public async Task Restatements_are_read_with_causes_that_only_a_newer_collector_knows()
    {
        const string Point = """{"as_of":"2026-11-01","state":"scored","score":60,"band":"watch","confidence":"high","model_version":"1.0.0","computed_at":"2026-11-05T00:00:00Z","status":"frozen"}""";
        var collector = new ScriptedCollector().Answer(
            $$"""{"as_of":"2026-11-20","total_count":1,"items":[{"account_id":"acme","as_of":"2026-11-01","first":{{Point}},"now":{{Point.Replace("60", "62.5", StringComparison.Ordinal)}},"difference":2.5,"causes":["late_events","moonlight"]}],"next_cursor":null}""");
        using var client = collector.Client();

        var restatement = Assert.Single(await ReadAsync(client.ListScoreRestatementsAsync(new RestatementFilter { From = new DateOnly(2026, 11, 1), AccountId = "acme" })));

        Assert.Equal("/v1/adoption-scores/restatements?from=2026-11-01&account_id=acme&limit=1000", Assert.Single(collector.Calls).Target);
        Assert.Equal((60d, 62.5, 2.5, ScoreStatus.Frozen), (restatement.First.Score, restatement.Now.Score, restatement.Difference, restatement.First.Status));
        Assert.Equal([RestatementCause.LateEvents, RestatementCause.Unknown], restatement.Causes);
    }

    [Fact]
    public async Task Values_of_a_statement_keep_their_types()
    {
        var collector = new ScriptedCollector().Answer("""{"columns":[],"rows":[],"row_count":0}""");
        using var client = collector.Client();

        await client.QueryAsync("SELECT 1", new Dictionary<string, object> { ["a"] = "x", ["b"] = 9007199254740993L, ["c"] = new List<string> { "y" }, ["d"] = new DateOnly(2026, 1, 2), ["e"] = true });

        Assert.Equal("""{"sql":"SELECT 1","parameters":{"a":"x","b":9007199254740993,"c":["y"],"d":"2026-01-02","e":true}}""", Assert.Single(collector.Calls).Body);
        await Assert.ThrowsAsync<ArgumentException>(() => client.QueryAsync("SELECT 1", new Dictionary<string, object> { ["a"] = new object() }));
    }

    [Theory]
    [InlineData("http://collector.test", "/v1/accounts/a%2Fb%20%3F")]
    [InlineData("http://collector.test/telemetry", "/telemetry/v1/accounts/a%2Fb%20%3F")]
    [InlineData("http://collector.test/telemetry/", "/telemetry/v1/accounts/a%2Fb%20%3F")]
    public async Task Any_id_reaches_the_collector_below_any_address(string address, string expected)
    {
        var collector = new ScriptedCollector().Answer("""{"id":"a/b ?","account_id":"a/b ?","document":null,"from_events":{},"version":1,"updated_at":"2026-11-22T00:00:00Z","updated_by":"event"}""");
        using var client = collector.Client(address: address);

        Assert.Null((await client.GetAccountAsync("a/b ?")).Tag);

        Assert.Equal(expected, Assert.Single(collector.Calls).Target);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task An_id_that_no_url_can_carry_is_refused_before_it_is_sent(string accountId)
    {
        var collector = new ScriptedCollector();
        using var client = collector.Client();

        await Assert.ThrowsAsync<ArgumentException>(async () => await client.GetAccountAsync(accountId));

        Assert.Empty(collector.Calls);
    }

    private static async Task<List<T>> ReadAsync<T>(IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (var item in items)
        {
            all.Add(item);
        }

        return all;
    }
}
