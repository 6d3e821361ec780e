using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Scoring;

namespace CsTelemetry.Collector.Tests.Scoring;

public sealed class ScoreScheduleTests
{
    // A Wednesday.
    private static readonly DateOnly Newest = new(2026, 6, 10);

    [Fact]
    public void A_day_that_has_just_ended_gets_its_first_run()
    {
        Assert.Equal([(Newest, ScoreRunKind.Full, ScoreRowKind.Provisional)], Due([]));
        Assert.Equal([(Newest, ScoreRunKind.Full, ScoreRowKind.Provisional)], Due([Day(1), Day(2)]));
        Assert.Empty(Due([Day(0), Day(1), Day(2)]));
    }

    [Fact]
    public void A_day_is_frozen_when_72_hours_have_passed_and_only_once()
    {
        Assert.Equal([(Newest.AddDays(-3), ScoreRunKind.Freeze, ScoreRowKind.Frozen)], Due([Day(0), Day(3)]));
        Assert.Empty(Due([Day(0), Day(3, isFinal: true, isFrozen: true)]));
        Assert.Empty(Due([Day(0), Day(3, isFinal: true)]));
    }

    [Fact]
    public void A_late_event_touches_the_days_from_its_own_on_the_earliest_first()
    {
        var dirty = Dirty(("acme", Newest.AddDays(-4)));

        var due = Orders([Day(0, 5000), Day(1, 5000), Day(4, 5000, true, true), Day(5, 5000, true, true)], dirty);

        Assert.Equal([Newest.AddDays(-4), Newest.AddDays(-1), Newest], due.Select(order => order.AsOf));
        Assert.Equal([ScoreRowKind.Restatement, ScoreRowKind.Provisional, ScoreRowKind.Provisional], due.Select(order => order.RowKind));
        Assert.All(due, order => Assert.Equal(["acme"], order.Accounts!));
    }

    [Fact]
    public void Few_accounts_or_a_large_part_are_scored_whole_with_targets_of_the_days_own()
    {
        var one = Dirty(("acme", Newest));
        var many = Dirty([.. Enumerable.Range(0, 60).Select(i => ($"account-{i}", Newest))]);

        Assert.Equal(ScoreRunKind.Full, Assert.Single(Orders([Day(0, 1000)], one)).Kind);
        Assert.Equal(ScoreRunKind.Changed, Assert.Single(Orders([Day(0, 5000)], one)).Kind);
        Assert.Equal(ScoreRunKind.Full, Assert.Single(Orders([Day(0, 5000)], many)).Kind);
        Assert.Equal(ScoreRunKind.Changed, Assert.Single(Orders([Day(0, 1000)], one, hasOwnTargets: false)).Kind);
    }

    [Fact]
    public void Targets_of_a_frozen_day_never_move_but_those_of_a_day_that_was_only_filled_in_do()
    {
        var all = new DirtyAccounts();
        all.AddAll(Newest.AddDays(-50));

        Assert.Equal(ScoreRunKind.Changed, Orders([Day(10, 5000, true, true)], all)[0].Kind);
        Assert.Null(Orders([Day(10, 5000, true, true)], all)[0].Accounts);
        Assert.Equal(ScoreRunKind.Backfill, Orders([Day(10, 5000, true)], all)[0].Kind);
    }

    [Fact]
    public void What_happens_today_touches_no_day_that_has_ended() => Assert.Empty(Orders([Day(0)], Dirty(("acme", Newest.AddDays(1)))));

    [Fact]
    public void Missing_days_are_filled_in_the_earliest_first_days_of_late_and_Sundays_before()
    {
        var schedule = new ScoreSchedule(new ScoringOptions { BackfillDays = 2, BackfillWeeks = 3 });
        var stored = new Dictionary<DateOnly, StoredDay> { [Newest] = Day(0) };
        var filled = new List<(DateOnly, ScoreRowKind)>();
        while (schedule.NextToFill(Newest, Newest.AddDays(-200), stored) is { } order)
        {
            filled.Add((order.AsOf, order.RowKind));
            stored[order.AsOf] = Day(0) with { AsOf = order.AsOf };
        }

        Assert.Equal(
            [
                (new DateOnly(2026, 5, 24), ScoreRowKind.Backfill), (new DateOnly(2026, 5, 31), ScoreRowKind.Backfill), (new DateOnly(2026, 6, 7), ScoreRowKind.Backfill),
                (new DateOnly(2026, 6, 8), ScoreRowKind.Provisional), (new DateOnly(2026, 6, 9), ScoreRowKind.Provisional),
            ],
            filled);
        Assert.Null(schedule.NextToFill(Newest, Newest, new Dictionary<DateOnly, StoredDay> { [Newest] = Day(0) }));
    }

    private static List<(DateOnly, ScoreRunKind, ScoreRowKind)> Due(StoredDay[] stored) =>
        [.. Orders(stored, new DirtyAccounts()).Select(order => (order.AsOf, order.Kind, order.RowKind))];

    private static List<ScoreOrder> Orders(StoredDay[] stored, DirtyAccounts dirty, bool hasOwnTargets = true)
    {
        var days = stored.ToDictionary(day => day.AsOf);
        return [.. ScoreSchedule.Due(Newest, days, dirty, hasOwnTargets)];
    }

    private static DirtyAccounts Dirty(params (string Account, DateOnly From)[] accounts)
    {
        var dirty = new DirtyAccounts();
        foreach (var (account, from) in accounts)
        {
            dirty.Add(account, from);
        }

        return dirty;
    }

    private static StoredDay Day(int age, int accounts = 100, bool isFinal = false, bool isFrozen = false) => new(
        Newest.AddDays(-age),
        isFinal,
        isFrozen,
        accounts,
        0,
        new ScoreRun
        {
            AsOf = Newest.AddDays(-age),
            Id = 1,
            Kind = ScoreRunKind.Full,
            ComputedAt = default,
            FinishedAt = default,
            ModelHash = ScoreRows.AutoHash,
            ModelVersion = "1.0.0-auto",
            BasisRun = 1,
            Basis = "",
            KnowledgeVersion = 0,
            KnownAt = default,
            Horizon = LogHorizon.None,
            AccountCount = accounts,
            RowCount = accounts,
        });
}
