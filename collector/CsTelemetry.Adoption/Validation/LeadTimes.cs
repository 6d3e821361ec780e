using CsTelemetry.Adoption.Targets;

namespace CsTelemetry.Adoption.Validation;

/// <summary>Finds the silences of a history, and since when their accounts had been at risk.</summary>
internal static class LeadTimes
{
    private const int SilentDays = 90;

    public static LeadTime Of(IReadOnlyList<IndexedHistory> histories, IReadOnlyList<Snapshot> snapshots, DateOnly lastDay, double watchFrom, Bootstrap bootstrap)
    {
        var byAccount = snapshots.ToLookup(snapshot => snapshot.Account);
        var silences = new List<(int Account, int Days)>();
        foreach (var account in byAccount)
        {
            var months = account.OrderBy(snapshot => snapshot.AsOf).ToArray();
            foreach (var end in LastDaysOfUse(histories[account.Key].Days, lastDay))
            {
                // An account that was last scored long before tells nothing about this silence.
                var before = months.Where(month => month.AsOf <= end).ToArray();
                if (before.Length > 0 && before[^1].AsOf.AddMonths(2) > end)
                {
                    silences.Add((account.Key, Warning(before, end, watchFrom)));
                }
            }
        }

        return new LeadTime(
            silences.Count,
            bootstrap.Of(weights => Mean(silences, weights)),
            bootstrap.Of(weights => Median(silences, weights)));
    }

    private static IEnumerable<DateOnly> LastDaysOfUse(DateOnly[] days, DateOnly lastDay)
    {
        for (var i = 0; i < days.Length; i++)
        {
            var next = i + 1 < days.Length ? days[i + 1] : lastDay.AddDays(1);
            if (next.DayNumber - days[i].DayNumber > SilentDays)
            {
                yield return days[i];
            }
        }
    }

    // Days from the first month-end of the unbroken spell at risk that the last month-end belongs to; 0 without one.
    private static int Warning(Snapshot[] months, DateOnly end, double watchFrom)
    {
        var first = Array.FindLastIndex(months, month => month.Score >= watchFrom) + 1;
        return first < months.Length ? Math.Max(1, end.DayNumber - months[first].AsOf.DayNumber) : 0;
    }

    private static double? Mean(List<(int Account, int Days)> silences, int[] weights)
    {
        var all = silences.Sum(silence => (double)weights[silence.Account]);
        return all > 0 ? silences.Sum(silence => silence.Days > 0 ? (double)weights[silence.Account] : 0) / all : null;
    }

    private static double? Median(List<(int Account, int Days)> silences, int[] weights) =>
        Percentile.Of(silences.Where(silence => silence.Days > 0).SelectMany(silence => Enumerable.Repeat((double)silence.Days, weights[silence.Account])), .5);
}
