using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Api;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Scoring;
using CsTelemetry.Collector.Tests.Storing;
using ScoreRestatement = CsTelemetry.Collector.Api.Contracts.ScoreRestatement;

namespace CsTelemetry.Collector.Tests.Scoring;

/// <summary>What came late after a day was frozen, at a real ClickHouse: use of the first twelve accounts, and seats of one more, told for the past.</summary>
[Collection(RealStoreTests.Name)]
public sealed class RestatementTests(RestatedPortfolio portfolio) : IClassFixture<RestatedPortfolio>
{
    private const string Late = RestatedPortfolio.Late;
    private const string Corrected = RestatedPortfolio.Corrected;
    private const string Untouched = RestatedPortfolio.Untouched;

    private readonly ScoringLab _lab = portfolio.Lab;
    private readonly DateOnly _day = portfolio.Day;

    [Fact]
    public async Task The_lines_of_a_change_tell_late_use_from_behaviour_and_sum_to_what_is_served()
    {
        var rows = await VersionsAsync(Late);
        Assert.Equal([ScoreRowKind.Restatement, ScoreRowKind.Frozen], rows.Select(row => row.Kind).Take(2));
        var late = await DeltaAsync(Late);
        var untouched = await DeltaAsync(Untouched);
        var corrected = await DeltaAsync(Corrected);

        Assert.NotEqual(0, late["restatement"], .01);
        Assert.Equal(rows[0].Score!.Value - rows[1].Score!.Value, late["restatement"], .01);
        Assert.Equal(0, untouched["restatement"], 1e-9);

        // Who corrects the seats of the past changes denominators, not what people did.
        Assert.Equal(ScoreRowKind.Restatement, (await VersionsAsync(Corrected))[0].Kind);
        Assert.Equal(0, corrected["restatement"], 1e-9);
        Assert.NotEqual(0, corrected["denominators"], .01);
    }

    [Fact]
    public async Task A_restatement_that_cannot_be_told_apart_any_more_is_said_to_be_part_of_behaviour()
    {
        await portfolio.Client.ExecuteAsync(
            "ALTER TABLE events DELETE WHERE tenant = 'acme' AND account_id = {account:String} AND wal_batch = 1 AND day > {day:Date} SETTINGS mutations_sync = 1",
            new() { { "account", RestatedPortfolio.Forgotten }, { "day", _day.AddDays(-20) } },
            CancellationToken.None);

        var score = await ScoreAsync(RestatedPortfolio.Forgotten);

        Assert.Equal(0, score.Delta!.Lines.Single(line => line.Key == "restatement").Points, 1e-9);
        Assert.Contains(score.Delta.Reasons, reason => reason.Contains("cannot be read any more", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Restatements_are_listed_with_what_was_stated_what_is_said_now_and_why()
    {
        var all = await ListAsync(new RestatementQuery());
        var late = Assert.Single(all.Items, item => item.AccountId == Late && item.AsOf == _day);
        var rows = await VersionsAsync(Late);

        Assert.Equal((rows[1].Score, rows[0].Score), (late.First.Score, late.Now.Score));
        Assert.Equal((ScoreStatus.Frozen, ScoreStatus.Restatement, rows[0].ComputedAt), (late.First.Status, late.Now.Status, late.Now.ComputedAt));
        Assert.Equal(rows[0].Score!.Value - rows[1].Score!.Value, late.Difference!.Value, 1e-9);
        Assert.Equal([RestatementCause.LateEvents], late.Causes);
        Assert.Equal([RestatementCause.Knowledge], Assert.Single(all.Items, item => item.AccountId == Corrected && item.AsOf == _day).Causes);
        Assert.DoesNotContain(all.Items, item => item.AccountId == Untouched);
        Assert.Equal(all.Items.Count, all.TotalCount);
        Assert.All(all.Items, item => Assert.True(item.AsOf <= _lab.Newest.AddDays(-3)));
    }

    [Fact]
    public async Task Pages_of_restatements_follow_each_other_and_filters_narrow_them()
    {
        var all = await ListAsync(new RestatementQuery());
        var pages = new List<ScoreRestatement>();
        string? cursor = null;
        do
        {
            var page = await ListAsync(new RestatementQuery { Limit = 5, Cursor = cursor });
            Assert.InRange(page.Items.Count, 1, 5);
            pages.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.True(all.Items.Count > 5);
        Assert.Equal(all.Items.Select(Place), pages.Select(Place));
        Assert.Equal(all.Items.Select(Place).Order(), all.Items.Select(Place));
        Assert.Equal(all.Items.Where(item => item.AccountId == Late).Select(Place), (await ListAsync(new RestatementQuery { AccountId = Late })).Items.Select(Place));
        Assert.Equal(all.Items.Where(item => item.AsOf == _day).Select(Place), (await ListAsync(new RestatementQuery { From = $"{_day:yyyy-MM-dd}", To = $"{_day:yyyy-MM-dd}" })).Items.Select(Place));
        Assert.Empty((await ListAsync(new RestatementQuery { UpdatedSince = $"{portfolio.Time.GetUtcNow():O}" })).Items);
        await Assert.ThrowsAsync<InvalidParameterException>(() => ListAsync(new RestatementQuery { Cursor = "!" }));
        await Assert.ThrowsAsync<InvalidParameterException>(() => ListAsync(new RestatementQuery { From = "2020-01-01" }));
    }

    private static (DateOnly, string) Place(ScoreRestatement item) => (item.AsOf, item.AccountId);

    private Task<Page<ScoreRestatement>> ListAsync(RestatementQuery query) => _lab.Restatements.ListAsync(ScoringLab.Tenant, query, CancellationToken.None);

    private Task<List<ScoreRow>> VersionsAsync(string account) =>
        _lab.Store.VersionsAsync(ScoringLab.Tenant, account, _day, ScoreRows.AutoHash, 100, CancellationToken.None);

    private async Task<AdoptionScore> ScoreAsync(string account, string? expand = "delta:28d", DateOnly? day = null) =>
        (await _lab.Reports.FindAsync(ScoringLab.Tenant, account, $"{day ?? _day:yyyy-MM-dd}", null, ScoreExpansion.Read(expand), seesUsers: true, CancellationToken.None))!;

    // The lines by key, which sum to the change between the scores that are served of both days.
    private async Task<Dictionary<string, double>> DeltaAsync(string account)
    {
        var score = await ScoreAsync(account);
        var before = await ScoreAsync(account, null, _day.AddDays(-28));
        var served = score.Score!.Value - before.Score!.Value;
        Assert.Equal(["behaviour", "denominators", "configuration", "restatement"], score.Delta!.Lines.Select(line => line.Key));
        Assert.Equal(served, score.Delta.Points!.Value, .01);
        Assert.Equal(served, score.Delta.Lines.Sum(line => line.Points), .01);
        return score.Delta.Lines.ToDictionary(line => line.Key, line => line.Points);
    }
}
