using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Erasing;

/// <summary>An order and how far it has come.</summary>
/// <param name="Order">The order.</param>
/// <param name="LogId">The log that has its record; 0 while it is not known to have one.</param>
/// <param name="Sequence">The record's place there.</param>
/// <param name="Stage">How far it has come.</param>
internal sealed record ErasureEntry(ErasureOrder Order, ulong LogId, long Sequence, ErasureStage Stage)
{
    /// <summary>Whether all batches that were accepted before the order are in the store. What an earlier log held went into the store before that log was deleted.</summary>
    public bool IsDue(ulong logId, long verifiedThrough) => Stage == ErasureStage.Open && (LogId != logId || Sequence <= verifiedThrough);

    /// <summary>Whether the log has deleted everything that came before the order.</summary>
    public bool IsOutOf(ulong logId, long firstSequence) => LogId != logId || Sequence < firstSequence;
}
