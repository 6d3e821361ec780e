using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Storing;

namespace CsTelemetry.Collector.Tests.Making;

/// <summary>What one insert holds, in the slow, obvious form.</summary>
internal sealed record Cut(FrozenRange Range, IReadOnlyList<JournaledBatch> Batches)
{
    internal RangeFootprint Footprint { get; } = RangeFootprint.Of(Range, ColumnsOf(Batches, null), Batches.Sum(batch => batch.Rejected.Count));

    internal IReadOnlyDictionary<int, int> EventsByMonth => Footprint.EventsByMonth;

    internal IReadOnlyList<DateOnly> Days => Footprint.Days;

    internal string TokenIn(ulong walId) => Footprint.TokenIn(walId);

    internal IEnumerable<(JournaledBatch Batch, UsageEvent Event)> Rows() => Batches.SelectMany(batch => batch.Events, (batch, stored) => (batch, stored));

    internal EventColumns Columns(int? month = null) => ColumnsOf(Batches, month);

    /// <summary>Makes the cut of one batch, of which everything is accepted.</summary>
    internal static Cut Of(long sequence, params IReadOnlyList<ValidatedBatch> batches) => new(
        new FrozenRange(sequence, sequence, batches.Sum(batch => batch.Events.Count)),
        [.. batches.Select(batch => new JournaledBatch(batch.Identity, batch.Source, batch.ReceivedAt, batch.Events, []))]);

    private static EventColumns ColumnsOf(IReadOnlyList<JournaledBatch> batches, int? month)
    {
        var columns = new EventColumns();
        foreach (var batch in batches)
        {
            columns.Add(BatchRecord.Read(Wired.Record(batch)), month);
        }

        return columns;
    }
}
