using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Storing;

/// <summary>What goes to the store as one insert: the batches of a range of the log, in their order, for ever the same.</summary>
internal sealed class FrozenBatch(FrozenRange range, IReadOnlyList<JournaledBatch> batches, bool isPinned)
{
    public FrozenRange Range { get; } = range;

    public IReadOnlyList<JournaledBatch> Batches { get; } = batches;

    /// <summary>Gets whether the log already says that these batches are one insert.</summary>
    public bool IsPinned { get; } = isPinned;

    /// <summary>Gets how many events there are in each month (year · 100 + month): one part of the store each.</summary>
    public IReadOnlyDictionary<int, int> EventsByMonth { get; } =
        batches.SelectMany(batch => batch.Events).CountBy(stored => MonthOf(stored.Day)).ToDictionary();

    /// <summary>Gets the days that have events.</summary>
    public IReadOnlyList<DateOnly> Days { get; } =
        [.. batches.SelectMany(batch => batch.Events).Select(stored => stored.Day).Distinct().Order()];

    /// <summary>Names the insert for ever: the log's own id and the place in it.</summary>
    public string TokenIn(ulong walId) => $"{walId:x16}-{Range.First}-{Range.Last}";

    public static int MonthOf(DateOnly day) => (day.Year * 100) + day.Month;

    /// <summary>Lists the rows of one month, or of all, in their order.</summary>
    public IEnumerable<(JournaledBatch Batch, UsageEvent Event)> Rows(int? month) =>
        from batch in Batches
        from stored in batch.Events
        where month is null || MonthOf(stored.Day) == month
        select (batch, stored);
}
