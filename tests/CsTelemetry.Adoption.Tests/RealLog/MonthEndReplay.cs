using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Tests.Oracle;

namespace CsTelemetry.Adoption.Tests.RealLog;

/// <summary>
/// Scores every account at each month-end from 2012-12 to 2016-12 with what was known then, and looks whether it fell silent:
/// no event in days 15 to 104 after.
/// </summary>
internal static class MonthEndReplay
{
    public static List<Snapshot> Run(List<RawEvent> events)
    {
        var byAccount = events.GroupBy(raw => raw.Account).ToDictionary(own => own.Key, own => own.OrderBy(raw => raw.Day).ToList());
        var snapshots = new List<Snapshot>();
        for (var month = new DateOnly(2012, 12, 1); month <= new DateOnly(2016, 12, 1); month = month.AddMonths(1))
        {
            snapshots.AddRange(At(month.AddMonths(1).AddDays(-1), byAccount));
        }

        return snapshots;
    }

    private static IEnumerable<Snapshot> At(DateOnly asOf, Dictionary<string, List<RawEvent>> byAccount)
    {
        var known = byAccount
            .Where(account => account.Value[0].Day <= asOf)
            .Select(account => new RawAccount(account.Key, account.Value[0].Day, [.. account.Value.Where(raw => IsIn(raw, asOf, -364, 0))]))
            .ToArray();
        var core = CoreFeatureSelection.Select(Summing.Totals(known.SelectMany(account => account.Events), asOf));
        var scores = PortfolioScorer.Score(known.Select(account => Summing.Usage(account, asOf, core)), asOf, core);
        return scores.Scores
            .Where(score => score.State == AdoptionState.Scored && byAccount[score.AccountId].Any(raw => IsIn(raw, asOf, -27, 0)))
            .Select(score => new Snapshot(score.Score!.Value, !byAccount[score.AccountId].Any(raw => IsIn(raw, asOf, 15, 104))));
    }

    private static bool IsIn(RawEvent raw, DateOnly asOf, int from, int to) =>
        raw.Day.DayNumber - asOf.DayNumber is var day && day >= from && day <= to;

    /// <summary>One account at one month-end.</summary>
    internal sealed record Snapshot(double Score, bool Silent);
}
