using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Scoring;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Scoring;

/// <summary>What touches every stored day is worked off day by day behind the newest ones, at a real ClickHouse.</summary>
[Collection(RealStoreTests.Name)]
public sealed class BacklogTests(ScoredDays scored) : IClassFixture<ScoredDays>, IAsyncLifetime, IDisposable
{
    private const int StoredDays = ScoredDays.Count;

    private readonly ManualTimeProvider _time = new();
    private ClickHouseClient _client = null!;
    private ScoringLab _lab = null!;
    private DateOnly _newest;

    public async Task InitializeAsync()
    {
        _client = await scored.CopyAsync();
        _time.SetTo(scored.Now);
        _lab = new ScoringLab(_client, _time, ScoredDays.DayByDay);
        _newest = _lab.Newest;

        // It starts, and finds that there is nothing to do.
        var before = (await RunsAsync()).Count;
        await _lab.SettleAsync();
        Assert.Equal(before, (await RunsAsync()).Count);
        Assert.Equal(StoredDays, (await RunsAsync()).Select(run => run.AsOf).Distinct().Count());
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _lab.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task The_newest_days_are_scored_at_once_and_one_earlier_day_a_round_after_them()
    {
        var before = (await RunsAsync()).Count;
        await TellSeatsAsync(_lab);

        Assert.True(await _lab.Round.RunAsync(CancellationToken.None));
        var first = Ages((await RunsAsync()).Skip(before));
        var rounds = 1;
        while (await _lab.Round.RunAsync(CancellationToken.None))
        {
            rounds++;
        }

        // Ages of the days: the three that are not final, then the earliest; in the end the three again.
        Assert.Equal([2, 1, 0, 7], first);
        Assert.Equal([2, 1, 0, 7, 6, 5, 4, 3, 2, 1, 0], Ages((await RunsAsync()).Skip(before)));
        Assert.Equal(StoredDays - 3 - 1, rounds);
        await AssertSeatsAreInEveryDayAsync(_lab);
        Assert.Empty(await new ScoreKeeping(_client).BacklogAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_waits_when_a_collector_ends_is_worked_off_by_the_next()
    {
        await TellSeatsAsync(_lab);
        await _lab.Round.RunAsync(CancellationToken.None);
        Assert.Equal(_newest.AddDays(-6), (await new ScoreKeeping(_client).BacklogAsync(CancellationToken.None))[ScoringLab.Tenant]);

        _time.Advance(TimeSpan.FromMinutes(1));
        using var next = new ScoringLab(_client, _time, ScoredDays.DayByDay);
        next.Books.Verified(1);
        while (await next.Round.RunAsync(CancellationToken.None))
        {
        }

        await AssertSeatsAreInEveryDayAsync(next);
        Assert.Empty(await new ScoreKeeping(_client).BacklogAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_was_told_while_nobody_scored_is_found_by_the_next_start_for_every_day_that_it_speaks_of()
    {
        using var teller = new ScoringLab(_client, _time, ScoredDays.DayByDay);
        await TellSeatsAsync(teller);

        _time.Advance(TimeSpan.FromMinutes(1));
        using var next = new ScoringLab(_client, _time, ScoredDays.DayByDay);
        next.Books.Verified(1);
        while (await next.Round.RunAsync(CancellationToken.None))
        {
        }

        await AssertSeatsAreInEveryDayAsync(next);
    }

    [Fact]
    public async Task Late_use_meanwhile_is_in_the_newest_scores_before_what_is_old_is_done()
    {
        await TellSeatsAsync(_lab);
        await _lab.Round.RunAsync(CancellationToken.None);
        var before = Assert.Single(await _lab.RowsAsync(_newest), row => row.AccountId == "account-29");

        await _lab.UseAsync(_newest.AddDays(-5), 6, seed: 31, batch: 2);
        _lab.Books.Verified(1);
        await _lab.Round.RunAsync(CancellationToken.None);
        await _lab.Round.RunAsync(CancellationToken.None);

        var after = Assert.Single(await _lab.RowsAsync(_newest), row => row.AccountId == "account-29");
        Assert.True(after.Numbers.DecayedEvents > before.Numbers.DecayedEvents);
        Assert.NotEmpty(await new ScoreKeeping(_client).BacklogAsync(CancellationToken.None));
    }

    private static async Task TellSeatsAsync(ScoringLab lab)
    {
        for (var account = 0; account < 30; account++)
        {
            await Told.SeatsAsync(lab.Knowledge, ScoringLab.Tenant, $"account-{account:00}", 50);
        }
    }

    private List<int> Ages(IEnumerable<ScoreRun> runs) => [.. runs.Select(run => _newest.DayNumber - run.AsOf.DayNumber)];

    private async Task<List<ScoreRun>> RunsAsync() =>
        [.. (await _lab.Store.RunsAsync(ScoringLab.Tenant, _newest.AddDays(-50), _newest, ScoreRows.AutoHash, CancellationToken.None)).OrderBy(run => run.Id)];

    private async Task AssertSeatsAreInEveryDayAsync(ScoringLab lab)
    {
        for (var age = 0; age < StoredDays; age++)
        {
            Assert.All(await lab.RowsAsync(_newest.AddDays(-age)), row => Assert.Equal(50, row.Numbers.Seats));
        }
    }
}
