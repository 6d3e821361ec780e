using CsTelemetry.Adoption.Versions;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;
using CsTelemetry.Collector.Tests.Administering;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Scoring;

/// <summary>Computes and stores scores at a real ClickHouse.</summary>
[Collection(RealStoreTests.Name)]
public sealed class ScoreRunTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private const int Days = 200;

    private readonly ManualTimeProvider _time = new();
    private ClickHouseClient _client = null!;
    private ScoringLab _lab = null!;

    private DateOnly Newest => _lab.Newest;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        _lab = new ScoringLab(_client, _time);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _lab.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task What_is_stored_is_what_is_computed_for_whoever_asks()
    {
        await _lab.UseAsync(Newest.AddDays(1 - Days), Days, seed: 1, batch: 1);
        var live = await _lab.Live.GetAsync(new PortfolioKey(ScoringLab.Tenant, Newest, ScoreRows.AutoHash), null);

        await _lab.SettleAsync();
        var stored = await _lab.Portfolios.GetAsync(new QueryScope(ScoringLab.Tenant, Newest), CancellationToken.None);

        Assert.True(stored.IsStored);
        Assert.False(live.IsStored);
        Assert.Equal(30, stored.Rows.Count);
        Assert.All(live.Rows.Zip(stored.Rows), pair => AssertSame(pair.First, pair.Second));
        Assert.True(stored.Rows.Count(row => row.Score is not null) > 20);
    }

    [Fact]
    public async Task A_stored_row_explains_itself_as_its_score_did()
    {
        await _lab.UseAsync(Newest.AddDays(1 - Days), Days, seed: 2, batch: 1);
        await _lab.SettleAsync();

        var portfolio = await _lab.Portfolios.GetAsync(new QueryScope(ScoringLab.Tenant, Newest), CancellationToken.None);

        Assert.All(portfolio.Rows, row =>
        {
            var score = portfolio.Explain(row);
            Assert.Equal(BitsOf(row.Score), BitsOf(score.Score));
            Assert.Equal(row.X.Select(x => (double?)x).Select(BitsOf), score.Components.Select(line => BitsOf(line.X ?? double.NaN)));
            Assert.Equal(row.Points, score.Components.Select(line => line.Points));
            Assert.Equal(BitsOf(row.StandardError), BitsOf(score.Confidence?.StandardError));
            Assert.Equal(row.ComponentsSum(), score.Score ?? 0, 9);
        });
    }

    [Fact]
    public async Task Any_row_is_computed_again_to_the_last_bit_whatever_came_later()
    {
        await _lab.UseAsync(Newest.AddDays(1 - Days), Days, seed: 3, batch: 1);
        await TellSeatsAsync("account-03", 40);
        await _lab.SettleAsync();
        var rows = await _lab.RowsAsync(Newest);

        await _lab.UseAsync(Newest.AddDays(-30), 25, seed: 4, batch: 2);
        await _lab.UseAsync(Newest.AddDays(-60), 25, seed: 5, batch: 1, log: 9);
        await TellSeatsAsync("account-03", 400);
        await _lab.SettleAsync();
        var later = await _lab.RowsAsync(Newest);

        Assert.Equal(30, rows.Count);
        Assert.Contains(rows.Zip(later), pair => BitsOf(pair.First.Score) != BitsOf(pair.Second.Score));
        foreach (var row in rows.Concat(later))
        {
            var again = await _lab.Regenerator.AgainAsync(ScoringLab.Tenant, row, CancellationToken.None);
            Assert.NotNull(again);
            AssertSame(row, again);
        }
    }

    [Fact]
    public async Task After_a_restart_with_the_clock_set_back_new_rows_are_newer_than_all_that_are_stored_and_what_did_not_end_stays_nobodys_word()
    {
        await _lab.UseAsync(Newest.AddDays(1 - Days), Days, seed: 3, batch: 1);
        await _lab.SettleAsync();
        var first = Assert.Single(await _lab.RowsAsync(Newest), row => row.AccountId == "account-29");
        var unended = first with { RunId = first.RunId + 600_000_000, Score = 1 };
        await _lab.Store.WriteAsync(ScoringLab.Tenant, [unended], CancellationToken.None);

        var setBack = new ManualTimeProvider();
        setBack.SetTo(Making.Sample.Now.AddHours(-1));
        using var restarted = new ScoringLab(_client, setBack);
        await restarted.UseAsync(Newest.AddDays(-5), 6, seed: 4, batch: 2);
        await restarted.SettleAsync();

        var newest = Assert.Single(await restarted.RowsAsync(Newest), row => row.AccountId == "account-29");
        Assert.True(newest.Numbers.Events > first.Numbers.Events);
        Assert.True(newest.RunId > unended.RunId);
        Assert.True(newest.ComputedAt < first.ComputedAt);
        Assert.Equal([newest.RunId, first.RunId], (await restarted.Store.VersionsAsync(ScoringLab.Tenant, "account-29", Newest, ScoreRows.AutoHash, 9, CancellationToken.None)).Select(row => row.RunId));
    }

    [Fact]
    public async Task Late_use_of_a_frozen_day_is_a_restatement_beside_what_was_said()
    {
        await _lab.UseAsync(Newest.AddDays(1 - Days), Days, seed: 6, batch: 1);
        await _lab.SettleAsync();
        var day = Newest;
        for (var i = 0; i < 4; i++)
        {
            _time.Advance(TimeSpan.FromDays(1));
            await _lab.SettleAsync();
        }

        var frozen = Assert.Single(await VersionsAsync(day), row => row.Kind == ScoreRowKind.Frozen);
        await _lab.UseAsync(day.AddDays(-24), 25, seed: 7, batch: 2, accounts: 12);
        await _lab.SettleAsync();

        var versions = await VersionsAsync(day);
        Assert.Equal([ScoreRowKind.Restatement, ScoreRowKind.Frozen], versions.Select(row => row.Kind).Take(2));
        Assert.NotEqual(frozen.InputHash, versions[0].InputHash);
        Assert.Contains(versions, row => row.RunId == frozen.RunId && BitsOf(row.Score) == BitsOf(frozen.Score));

        async Task<List<ScoreRow>> VersionsAsync(DateOnly asOf) =>
            await _lab.Store.VersionsAsync(ScoringLab.Tenant, "account-11", asOf, ScoreRows.AutoHash, 100, CancellationToken.None);
    }

    [Fact]
    public async Task Only_what_changed_is_computed_again_when_a_version_is_published_and_accounts_that_say_the_same_get_no_row()
    {
        await _lab.UseAsync(Newest.AddDays(1 - Days), Days, seed: 8, batch: 1);
        var model = await PublishAsync("2.0.0");
        await _lab.SettleAsync();
        var first = await _lab.Store.RunsAsync(ScoringLab.Tenant, Newest, Newest, model.Hash, CancellationToken.None);

        await _lab.UseAsync(Newest.AddDays(-12), 12, seed: 9, batch: 2, accounts: 4);
        await _lab.SettleAsync();
        var runs = await _lab.Store.RunsAsync(ScoringLab.Tenant, Newest, Newest, model.Hash, CancellationToken.None);
        await _lab.SettleAsync();

        Assert.Equal([ScoreRunKind.Full], first.Select(run => run.Kind));
        Assert.Equal([ScoreRunKind.Full, ScoreRunKind.Changed], runs.Select(run => run.Kind));
        var touched = await EventRows.CountAsync(_client, "(SELECT DISTINCT account_id FROM events WHERE wal_batch = 2)");
        Assert.InRange(touched, 1, 4);
        Assert.Equal((touched, touched), ((long)runs[1].AccountCount, (long)runs[1].RowCount));
        Assert.Equal(runs.Count, (await _lab.Store.RunsAsync(ScoringLab.Tenant, Newest, Newest, model.Hash, CancellationToken.None)).Count);
        Assert.Equal(30, (await _lab.Portfolios.GetAsync(new QueryScope(ScoringLab.Tenant, Newest), CancellationToken.None)).Rows.Count);
    }

    [Fact]
    public async Task A_change_of_knowledge_scores_the_account_again_from_the_day_that_it_speaks_of()
    {
        await _lab.UseAsync(Newest.AddDays(1 - Days), Days, seed: 10, batch: 1);
        await _lab.SettleAsync();
        var before = Assert.Single(await _lab.RowsAsync(Newest), row => row.AccountId == "account-20");

        await TellSeatsAsync("account-20", 500);
        await _lab.SettleAsync();

        var after = Assert.Single(await _lab.RowsAsync(Newest), row => row.AccountId == "account-20");
        Assert.Null(before.Numbers.Seats);
        Assert.Equal(500, after.Numbers.Seats);
        Assert.Equal(("footprint", "reach"), (before.Components[0], after.Components[0]));
    }

    [Fact]
    public async Task What_landed_while_nobody_looked_is_found_after_a_restart()
    {
        await _lab.UseAsync(Newest.AddDays(1 - Days), Days, seed: 11, batch: 1);
        await _lab.SettleAsync();
        var before = await _lab.RowsAsync(Newest);
        await _lab.UseAsync(Newest.AddDays(-5), 3, seed: 12, batch: 2);

        using var restarted = new ScoringLab(_client, _time);
        await restarted.SettleAsync();

        var after = await restarted.RowsAsync(Newest);
        Assert.Contains(before.Zip(after), pair => BitsOf(pair.First.Score) != BitsOf(pair.Second.Score));
    }

    [Fact]
    public async Task Rows_of_a_run_that_did_not_end_are_nobodys_word()
    {
        await _lab.UseAsync(Newest.AddDays(1 - Days), Days, seed: 13, batch: 1);
        await _lab.SettleAsync();
        var rows = await _lab.RowsAsync(Newest);

        await _lab.Store.WriteAsync(ScoringLab.Tenant, [rows[0] with { RunId = ulong.MaxValue, Score = 1 }], CancellationToken.None);

        Assert.All(rows.Zip(await _lab.RowsAsync(Newest)), pair => AssertSame(pair.First, pair.Second));
        Assert.DoesNotContain(
            await _lab.Store.HistoryAsync(ScoringLab.Tenant, rows[0].AccountId, ScoreRows.AutoHash, Newest, Newest, CancellationToken.None), row => row.RunId == ulong.MaxValue);
    }

    [Fact]
    public async Task Days_are_filled_in_the_last_ones_and_Sundays_before_and_bands_follow_from_week_to_week()
    {
        using var lab = new ScoringLab(_client, _time, new ScoringOptions { BackfillDays = 5, BackfillWeeks = 6, BackfillQuiet = TimeSpan.Zero, Grace = TimeSpan.Zero });
        await lab.UseAsync(Newest.AddDays(1 - Days), Days, seed: 14, batch: 1);
        await lab.SettleAsync();
        while (await lab.Round.RunAsync(CancellationToken.None))
        {
        }

        var history = await lab.Store.HistoryAsync(ScoringLab.Tenant, "account-29", ScoreRows.AutoHash, Newest.AddDays(-100), Newest, CancellationToken.None);

        var expected = Enumerable.Range(0, 42).Select(age => Newest.AddDays(-age)).Where(day => day >= Newest.AddDays(-5) || day.DayOfWeek == DayOfWeek.Sunday).Order();
        Assert.Equal(expected, history.Select(row => row.AsOf));
        Assert.All(history.Where(row => row.AsOf <= Newest.AddDays(-3)), row => Assert.Equal(ScoreRowKind.Backfill, row.Kind));
        Assert.All(history, row => Assert.NotEqual(0, row.Band));
    }

    [Fact]
    public async Task Of_several_collectors_the_least_that_is_alive_computes()
    {
        var (one, other) = (new ScoreKeeping(_client), new ScoreKeeping(_client));

        Assert.True(await one.RenewAsync(7, 30, CancellationToken.None));
        Assert.False(await other.RenewAsync(9, 30, CancellationToken.None));
        Assert.True(await one.RenewAsync(7, 30, CancellationToken.None));
        Assert.True(await other.RenewAsync(3, 30, CancellationToken.None));
        Assert.False(await one.RenewAsync(7, 30, CancellationToken.None));
    }

    private static long? BitsOf(double? number) => number is { } known ? BitConverter.DoubleToInt64Bits(known) : null;

    private static void AssertSame(ScoreRow expected, ScoreRow actual)
    {
        Assert.Equal((expected.AccountId, expected.AsOf, expected.State, expected.InputHash), (actual.AccountId, actual.AsOf, actual.State, actual.InputHash));
        Assert.Equal(BitsOf(expected.Score), BitsOf(actual.Score));
        Assert.Equal(BitsOf(expected.StandardError), BitsOf(actual.StandardError));
        Assert.Equal(BitsOf(expected.Coverage), BitsOf(actual.Coverage));
        Assert.Equal(expected.X.Select(x => BitConverter.DoubleToInt64Bits(x)), actual.X.Select(x => BitConverter.DoubleToInt64Bits(x)));
        Assert.Equal(expected.Points.Select(x => BitConverter.DoubleToInt64Bits(x)), actual.Points.Select(x => BitConverter.DoubleToInt64Bits(x)));
        Assert.Equal(expected.CapPoints.Select(x => BitConverter.DoubleToInt64Bits(x)), actual.CapPoints.Select(x => BitConverter.DoubleToInt64Bits(x)));
        Assert.Equal(expected.Numbers, actual.Numbers);
        Assert.Equal(
            (expected.Band, expected.BandToward, expected.BandWeeks, expected.Confidence, expected.Plan, expected.Segment, expected.FirstUse, expected.LastHeartbeat),
            (actual.Band, actual.BandToward, actual.BandWeeks, actual.Confidence, actual.Plan, actual.Segment, actual.FirstUse, actual.LastHeartbeat));
    }

    private async Task<ScoreModel> PublishAsync(string version)
    {
        var auto = await _lab.Live.GetAsync(new PortfolioKey(ScoringLab.Tenant, Newest, ScoreRows.AutoHash), null);
        var model = ScoreModel.TryCreate(auto.Model.ToDocument() with { Version = version }, out var faults);
        Assert.Empty(faults);
        await _lab.ModelStore.WriteAsync(
            ScoringLab.Tenant,
            new ScoreModelEntry(version, 1, model!.Hash, ScoreModelState.Published, "First.", ScoreBases.Write(model), _time.GetUtcNow(), "test"),
            CancellationToken.None);
        _lab.Models.Forget(ScoringLab.Tenant);
        return model;
    }

    private async Task TellSeatsAsync(string account, int seats) => await Told.SeatsAsync(_lab.Knowledge, ScoringLab.Tenant, account, seats);
}
