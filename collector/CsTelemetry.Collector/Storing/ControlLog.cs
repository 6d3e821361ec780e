using CsTelemetry.Collector.Journal;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Storing;

/// <summary>Writes the writer's own records into the log; they may use the reserve of a full disk.</summary>
internal sealed class ControlLog(WriteAheadLog log)
{
    public Task<long> FreezeAsync(FrozenRange range, CancellationToken cancellationToken) =>
        RequireAsync(log.AppendControlAsync(JournalFormat.Write(range), cancellationToken));

    public Task<long> ExcludeAsync(Exclusion exclusion, CancellationToken cancellationToken) =>
        RequireAsync(log.AppendControlAsync(ExclusionCodec.Write(exclusion), cancellationToken));

    public Task<long> RemovedAsync(long through, CancellationToken cancellationToken) =>
        RequireAsync(log.AppendControlAsync(JournalFormat.WriteRemoved(through), cancellationToken));

    public Task<long> CheckpointAsync(Checkpoint checkpoint, CancellationToken cancellationToken) =>
        RequireAsync(log.AppendControlAsync(JournalFormat.Write(checkpoint), cancellationToken));

    /// <summary>Writes the checkpoint again as the first record of a new segment, so that the segments before it can be retired.</summary>
    public Task<long> BeginSegmentAsync(Checkpoint checkpoint, CancellationToken cancellationToken) =>
        RequireAsync(log.AppendControlToNewSegmentAsync(JournalFormat.Write(checkpoint), cancellationToken));

    private static async Task<long> RequireAsync(ValueTask<WalAppendResult> appending)
    {
        var result = await appending;
        return result.Status == WalAppendStatus.Durable
            ? result.Sequence
            : throw new IOException($"The log did not take a control record: {result.Status}. Free disk space or replace the disk; the writer goes on when it does.");
    }
}
