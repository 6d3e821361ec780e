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

    [Fact]
    public void Much_that_is_old_is_worked_off_behind_what_is_new_and_the_newest_days_come_again_behind_the_last_of_it()
    {
        var schedule = new ScoreSchedule(new ScoringOptions { CatchUpAccounts = 250 });
        var days = Enumerable.Range(0, 8).Select(age => Day(age, 100, isFinal: age > 2, isFrozen: age > 2)).ToDictionary(day => day.AsOf);
        var fresh = new DirtyAccounts();
        fresh.AddAll(Newest.AddDays(-7));
        var rounds = new List<string>();
        var left = new DirtyAccounts();
        for (var round = 0; round == 0 || !left.IsEmpty; round++)
        {
            left.Add(fresh);
            var plan = schedule.Plan(Newest, days, fresh, left, hasOwnTargets: false);
            rounds.Add(string.Join(' ', plan.Orders.Select(order => Newest.DayNumber - order.AsOf.DayNumber)) + $" ({plan.DaysLeft})");
            left = plan.WorkedOffBefore is { } before ? left.Until(ScoreSchedule.LastOld(Newest), before) : new DirtyAccounts();
            fresh = new DirtyAccounts();
        }

        // Ages of the days: the newest three at once, and again behind the earlier ones.
        Assert.Equal(["2 1 0 7 6 (3)", "5 4 (1)", "3 2 1 0 (0)"], rounds);
    }

    [Fact]
    public void What_is_new_meanwhile_is_scored_at_once_and_adds_only_its_own_accounts_to_what_is_old()
    {
        var schedule = new ScoreSchedule(new ScoringOptions { CatchUpAccounts = 150 });
        var days = Enumerable.Range(0, 12).Select(age => Day(age, 100, isFinal: age > 2, isFrozen: age > 2)).ToDictionary(day => day.AsOf);
        var all = new DirtyAccounts();
        all.AddAll(Newest.AddDays(-5));
        var fresh = Dirty(("acme", Newest.AddDays(-9)));
        all.Add(fresh);

        var plan = schedule.Plan(Newest, days, fresh, all, hasOwnTargets: false);

        Assert.Equal([2, 1, 0, 9, 8, 7, 6, 5], plan.Orders.Select(order => Newest.DayNumber - order.AsOf.DayNumber));
        Assert.All(plan.Orders.Take(7), order => Assert.Equal(["acme"], order.Accounts!));
        Assert.Null(plan.Orders[7].Accounts);
        var left = all.Until(ScoreSchedule.LastOld(Newest), plan.WorkedOffBefore!.Value);
        Assert.Equal([Newest.AddDays(-4), Newest.AddDays(-4)], new[] { left.Earliest, left.AllFrom });
    }

    [Fact]
    public void A_day_is_frozen_at_once_whatever_waits_and_comes_again_behind_the_days_before_it()
    {
        var schedule = new ScoreSchedule(new ScoringOptions { CatchUpAccounts = 100 });
        var days = new[] { Day(0), Day(3), Day(8, isFinal: true, isFrozen: true), Day(9, isFinal: true, isFrozen: true) }.ToDictionary(day => day.AsOf);
        var all = new DirtyAccounts();
        all.AddAll(Newest.AddDays(-20));

        var plan = schedule.Plan(Newest, days, new DirtyAccounts(), all, hasOwnTargets: false);

        Assert.Equal([(3, ScoreRunKind.Freeze), (9, ScoreRunKind.Changed)], plan.Orders.Select(order => (Newest.DayNumber - order.AsOf.DayNumber, order.Kind)));
        Assert.Equal((Newest.AddDays(-8), 2), (plan.WorkedOffBefore!.Value, plan.DaysLeft));
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
