using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Storing;

/// <summary>What goes to the store as one insert: the accepted events of a range of the log, in their order, for ever the same.</summary>
/// <param name="Footprint">What the range leaves in the store.</param>
/// <param name="Columns">Its rows; they are there until the next cut.</param>
/// <param name="IsPinned">Whether the log already says that these batches are one insert.</param>
internal sealed record FrozenBatch(RangeFootprint Footprint, EventColumns Columns, bool IsPinned)
{
    public FrozenRange Range => Footprint.Range;
}
