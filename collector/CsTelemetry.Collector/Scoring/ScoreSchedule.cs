using CsTelemetry.ClickHouse.Scores;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Decides which runs of a tenant are due. Pure; thread-safe.</summary>
internal sealed class ScoreSchedule(ScoringOptions options)
{
    /// <summary>For how many days back what has come late is looked for: as far as scores are filled in, and a little more.</summary>
    public int WindowDays => Math.Max(options.BackfillDays, options.BackfillWeeks * 7) + 40;

    // So few are scored again whole at once, with targets of the day's own; so small a part of more does not move targets worth speaking of.
    private const int FewAccounts = 1_000;
    private const int LargePart = 100;

    // What could not be frozen for so long, because no collector ran, is filled in instead.
    private const int FreezeDays = 14;

    /// <summary>Lists the runs that cannot wait, the earliest day first, so that bands follow from week to week.</summary>
    /// <param name="newest">The newest day that has ended.</param>
    /// <param name="stored">The days that have scores.</param>
    /// <param name="dirty">What has changed since.</param>
    /// <param name="hasOwnTargets">Whether targets are taken from each day, because no version is published.</param>
    public static IReadOnlyList<ScoreOrder> Due(DateOnly newest, IReadOnlyDictionary<DateOnly, StoredDay> stored, DirtyAccounts dirty, bool hasOwnTargets)
    {
        var orders = new List<ScoreOrder>();
        foreach (var day in stored.Values.Where(day => day.AsOf <= newest).OrderBy(day => day.AsOf))
        {
            if (Again(day, newest, dirty, hasOwnTargets) is { } order)
            {
                orders.Add(order);
            }
        }

        if (!stored.ContainsKey(newest))
        {
            orders.Add(new ScoreOrder(newest, ScoreRunKind.Full, ScoreRowKind.Provisional));
        }

        return orders;
    }

    /// <summary>
    /// Plans a round. What is new must not wait for what is old: when the days that are final are too much work for one round, the newest days go first, with what has changed
    /// since the last round, and then as many of the others as fit, the earliest first. In the round that does the last of them, the newest days come again, behind them: their bands
    /// follow from the Sundays before.
    /// </summary>
    /// <param name="newest">The newest day that has ended.</param>
    /// <param name="stored">The days that have scores.</param>
    /// <param name="fresh">What has changed since the last round.</param>
    /// <param name="all">That, and what earlier rounds have left.</param>
    /// <param name="hasOwnTargets">Whether targets are taken from each day, because no version is published.</param>
    public ScorePlan Plan(DateOnly newest, IReadOnlyDictionary<DateOnly, StoredDay> stored, DirtyAccounts fresh, DirtyAccounts all, bool hasOwnTargets)
    {
        var old = stored.Values.Where(day => IsOld(day, newest, all)).OrderBy(day => day.AsOf).ToList();
        if (old.Sum(day => Work(day, all)) <= options.CatchUpAccounts)
        {
            return new ScorePlan(Due(newest, stored, all, hasOwnTargets), null, 0);
        }

        // A day that is frozen in this round comes again when those before it have been worked off.
        var freezing = old.FirstOrDefault(day => IsToBeFrozen(day, newest));
        var taken = old.TakeWhile(day => day != freezing).ToList();
        var count = 0;
        for (var work = 0L; count < taken.Count && (count == 0 || work + Work(taken[count], all) <= options.CatchUpAccounts); count++)
        {
            work += Work(taken[count], all);
        }

        var urgent = Due(newest, stored, fresh, hasOwnTargets)
            .Where(order => CompleteDays.IsProvisional(order.AsOf, newest) || order.Kind == ScoreRunKind.Freeze);
        return new ScorePlan(
            [.. urgent, .. taken.Take(count).Select(day => Again(day, newest, all, hasOwnTargets)!)],
            count == 0 ? old[0].AsOf : taken[count - 1].AsOf.AddDays(1),
            old.Count - count);
    }

    /// <summary>Finds the last day that is final, or is to be frozen.</summary>
    public static DateOnly LastOld(DateOnly newest) => newest.AddDays(-(int)CompleteDays.ProvisionalFor.TotalDays);

    private static bool IsOld(StoredDay day, DateOnly newest, DirtyAccounts dirty) =>
        day.AsOf <= LastOld(newest) && dirty.On(day.AsOf) is null or { Count: > 0 };

    private static long Work(StoredDay day, DirtyAccounts dirty) => Math.Max(1, dirty.On(day.AsOf)?.Count ?? day.AccountCount);

    private static bool IsToBeFrozen(StoredDay day, DateOnly newest) =>
        !CompleteDays.IsProvisional(day.AsOf, newest) && !day.IsFinal && day.AsOf >= newest.AddDays(-FreezeDays);

    /// <summary>Finds the next day to fill in, the earliest first; null when all are there.</summary>
    /// <param name="newest">The newest day that has ended.</param>
    /// <param name="firstDay">The first day of which anything is known.</param>
    /// <param name="stored">The days that have scores.</param>
    public ScoreOrder? NextToFill(DateOnly newest, DateOnly firstDay, IReadOnlyDictionary<DateOnly, StoredDay> stored)
    {
        var days = Enumerable.Range(1, options.BackfillDays).Select(age => newest.AddDays(-age))
            .Concat(Enumerable.Range(0, options.BackfillWeeks * 7).Select(age => newest.AddDays(-age)).Where(BandBook.IsEvaluation));
        var missing = days.Where(day => day >= firstDay && !stored.ContainsKey(day)).Order().Select(day => (DateOnly?)day).FirstOrDefault();
        return missing is not { } first ? null
            : CompleteDays.IsProvisional(first, newest) ? new ScoreOrder(first, ScoreRunKind.Full, ScoreRowKind.Provisional)
            : new ScoreOrder(first, ScoreRunKind.Backfill, ScoreRowKind.Backfill);
    }

    private static ScoreOrder? Again(StoredDay day, DateOnly newest, DirtyAccounts dirty, bool hasOwnTargets)
    {
        var isProvisional = CompleteDays.IsProvisional(day.AsOf, newest);
        if (IsToBeFrozen(day, newest))
        {
            return new ScoreOrder(day.AsOf, ScoreRunKind.Freeze, ScoreRowKind.Frozen);
        }

        var accounts = dirty.On(day.AsOf);
        if (accounts is { Count: 0 })
        {
            return null;
        }

        var rowKind = isProvisional ? ScoreRowKind.Provisional : ScoreRowKind.Restatement;
        var isWhole = accounts is null || (long)accounts.Count * LargePart > day.AccountCount;
        var takesTargetsAnew = hasOwnTargets && (isProvisional ? isWhole || day.AccountCount <= FewAccounts : isWhole && !day.IsFrozen);
        return takesTargetsAnew
            ? new ScoreOrder(day.AsOf, isProvisional ? ScoreRunKind.Full : ScoreRunKind.Backfill, rowKind)
            : new ScoreOrder(day.AsOf, ScoreRunKind.Changed, rowKind, accounts);
    }
}
