using System.Runtime.InteropServices;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Storing;

/// <summary>What goes to the store as one insert: the batches of a range of the log, in their order, for ever the same.</summary>
internal sealed class FrozenBatch
{
    public FrozenBatch(FrozenRange range, IReadOnlyList<JournaledBatch> batches, bool isPinned)
    {
        (Range, Batches, IsPinned) = (range, batches, isPinned);
        var events = CountByDay(batches);
        Days = [.. events.Keys.Order()];
        EventsByMonth = events.GroupBy(day => MonthOf(day.Key), day => day.Value).ToDictionary(month => month.Key, month => month.Sum());
    }

    public FrozenRange Range { get; }

    public IReadOnlyList<JournaledBatch> Batches { get; }

    /// <summary>Gets whether the log already says that these batches are one insert.</summary>
    public bool IsPinned { get; }

    /// <summary>Gets how many events there are in each month (year · 100 + month): one part of the store each.</summary>
    public IReadOnlyDictionary<int, int> EventsByMonth { get; }

    /// <summary>Gets the days that have events.</summary>
    public IReadOnlyList<DateOnly> Days { get; }

    /// <summary>Names the insert for ever: the log's own id and the place in it.</summary>
    public string TokenIn(ulong walId) => $"{walId:x16}-{Range.First}-{Range.Last}";

    public static int MonthOf(DateOnly day) => (day.Year * 100) + day.Month;

    /// <summary>Counts the rows of one month, or of all.</summary>
    public int CountOf(int? month) => month is { } one ? EventsByMonth.GetValueOrDefault(one) : EventsByMonth.Values.Sum();

    /// <summary>Lists the rows of one month, or of all, in their order.</summary>
    public IEnumerable<(JournaledBatch Batch, UsageEvent Event)> Rows(int? month)
    {
        foreach (var batch in Batches)
        {
            foreach (var stored in batch.Events)
            {
                if (month is null || MonthOf(stored.Day) == month)
                {
                    yield return (batch, stored);
                }
            }
        }
    }

    private static Dictionary<DateOnly, int> CountByDay(IReadOnlyList<JournaledBatch> batches)
    {
        var events = new Dictionary<DateOnly, int>();
        foreach (var batch in batches)
        {
            foreach (var stored in batch.Events)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(events, stored.Day, out _)++;
            }
        }

        return events;
    }
}
