using CsTelemetry.Collector.Journal;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Storing;

/// <summary>Writes the writer's own records into the log; they may use the reserve of a full disk.</summary>
internal sealed class ControlLog(WriteAheadLog log)
{
    public Task<long> FreezeAsync(FrozenRange range, CancellationToken cancellationToken) =>
        AppendAsync(JournalFormat.Write(range), cancellationToken);

    public Task<long> CheckpointAsync(Checkpoint checkpoint, CancellationToken cancellationToken) =>
        AppendAsync(JournalFormat.Write(checkpoint), cancellationToken);

    private async Task<long> AppendAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken)
    {
        var result = await log.AppendControlAsync(record, cancellationToken);
        return result.Status == WalAppendStatus.Durable
            ? result.Sequence
            : throw new IOException($"The log did not take a control record: {result.Status}. Free disk space or replace the disk; the writer goes on when it does.");
    }
}
