using CsTelemetry.Collector.Accepting;
using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Zones;

namespace CsTelemetry.Collector.Hosting;

/// <summary>Takes in the log's records in their order, in full or from digests, and says where everything stands. Used once.</summary>
internal sealed class JournalReplay(ulong logId, BatchMemory memory, ErasureBook erasures, AccountZones zones, UnreadRecords? unread = null)
{
    private readonly List<FrozenRange> _pinned = [];
    private readonly Dictionary<long, Exclusion> _exclusions = [];
    private readonly Queue<(long Sequence, int Events)> _owed = [];
    private Checkpoint _checkpoint;
    private long _removedThrough;

    public void Batch(long sequence, in DigestedBatch batch)
    {
        memory.Recover(batch.Identity, batch.Rejected, DateTimeOffset.FromUnixTimeMilliseconds(batch.ReceivedAt));
        _owed.Enqueue((sequence, batch.AcceptedCount));
    }

    /// <summary>Takes in a record. One that is whole and cannot be read is passed over, counted and kept: a start must not fail by it.</summary>
    public void Record(long sequence, ReadOnlySpan<byte> record)
    {
        try
        {
            if (JournalFormat.IsNewer(record) is { } why)
            {
                unread?.Note(logId, sequence, record, UnreadReason.Newer, why);
            }
            else
            {
                Take(sequence, record);
            }
        }
        catch (InvalidDataException exception)
        {
            unread?.Note(logId, sequence, record, UnreadReason.Broken, exception.Message);
        }
    }

    public StoreState End(Books books, long firstSequence)
    {
        Settle();
        books.Restore(_checkpoint.VerifiedEvents, _owed.Sum(batch => (long)batch.Events), _checkpoint.QuarantinedEvents);
        return new StoreState(_checkpoint, [.. _pinned.Where(range => range.First > _checkpoint.Through)])
        {
            Exclusions = _exclusions,
            Settled = [.. _pinned.Where(range => range.Last <= _checkpoint.Through && range.First >= firstSequence && range.First > _removedThrough).DistinctBy(range => range.First).TakeLast(StoreState.MaxSettledCount)],
        };
    }

    private void Take(long sequence, ReadOnlySpan<byte> record)
    {
        switch (JournalFormat.KindOf(record))
        {
            case JournalRecordKind.Batch:
                var batch = BatchRecord.Read(record);
                Batch(sequence, DigestedBatch.Of(batch));
                if (batch.Head.TellsZones)
                {
                    ZoneReader.Learn(batch, zones);
                }

                break;
            case JournalRecordKind.Frozen:
                _pinned.Add(JournalFormat.ReadFrozen(record));
                break;
            case JournalRecordKind.Verified:
                _checkpoint = JournalFormat.ReadCheckpoint(record);
                Settle();
                break;
            case JournalRecordKind.Removed:
                _removedThrough = JournalFormat.ReadRemoved(record);
                break;
            case JournalRecordKind.Excluded:
                var exclusion = ExclusionCodec.Read(record);
                _exclusions[exclusion.First] = exclusion;
                break;
            case JournalRecordKind.Erasure:
                erasures.Recover(ErasureCodec.Read(record), logId, sequence);
                break;
        }
    }

    private void Settle()
    {
        while (_owed.TryPeek(out var oldest) && oldest.Sequence <= _checkpoint.Through)
        {
            _owed.Dequeue();
        }
    }
}
