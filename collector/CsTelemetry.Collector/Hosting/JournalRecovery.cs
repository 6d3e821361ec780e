using CsTelemetry.Collector.Accepting;
using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Hosting;

/// <summary>Reads the log once at start: what is known of batches, what the store is still owed, the cuts that are pinned, and whom to erase.</summary>
internal static class JournalRecovery
{
    public static StoreState Run(WriteAheadLog log, BatchMemory memory, ErasureBook erasures, Books books)
    {
        var checkpoint = default(Checkpoint);
        var pinned = new List<FrozenRange>();
        var owed = new Queue<(long Sequence, int Events)>();
        using var cursor = log.OpenCursor(log.FirstSequence);
        while (cursor.TryRead(out var record))
        {
            switch (JournalFormat.KindOf(record.Payload.Span))
            {
                case JournalRecordKind.Batch:
                    var batch = BatchRecord.Read(record.Payload.Span);
                    memory.Recover(batch.Head.Identity, batch.Rejected, DateTimeOffset.FromUnixTimeMilliseconds(batch.Head.ReceivedAt));
                    owed.Enqueue((record.Sequence, batch.Head.AcceptedCount));
                    break;
                case JournalRecordKind.Frozen:
                    pinned.Add(JournalFormat.ReadFrozen(record.Payload.Span));
                    break;
                case JournalRecordKind.Verified:
                    checkpoint = JournalFormat.ReadCheckpoint(record.Payload.Span);
                    break;
                case JournalRecordKind.Erasure:
                    erasures.Recover(ErasureCodec.Read(record.Payload.Span), log.Id, record.Sequence);
                    break;
            }

            while (owed.TryPeek(out var oldest) && oldest.Sequence <= checkpoint.Through)
            {
                owed.Dequeue();
            }
        }

        books.Restore(checkpoint.VerifiedEvents, owed.Sum(batch => (long)batch.Events));
        return new StoreState(checkpoint, [.. pinned.Where(range => range.First > checkpoint.Through)]);
    }
}
