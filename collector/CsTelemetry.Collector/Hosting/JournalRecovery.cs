using CsTelemetry.Collector.Accepting;
using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Zones;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Hosting;

/// <summary>
/// Goes through the log once at start: what is known of batches, what the store is still owed, the cuts that are pinned, and whom to
/// erase. Of a segment that has a digest it reads that alone, so that what a start reads does not grow with the events that wait.
/// </summary>
internal static class JournalRecovery
{
    public static StoreState Run(WriteAheadLog log, BatchMemory memory, ErasureBook erasures, AccountZones zones, Books books, JournalDigests? digests = null, UnreadRecords? unread = null)
    {
        var replay = new JournalReplay(log.Id, memory, erasures, zones, unread);
        var bytesRead = 0L;
        foreach (var segment in log.Segments)
        {
            bytesRead += digests?.TryReplay(log.Id, segment, replay) ?? Scan(log, segment, replay);
        }

        return replay.End(books, log.FirstSequence) with { BytesRead = bytesRead };
    }

    private static long Scan(WriteAheadLog log, WalSegmentInfo segment, JournalReplay replay)
    {
        var bytes = 0L;
        using var cursor = log.OpenCursor(segment.FirstSequence);
        while (cursor.TryRead(out var record) && record.Sequence <= segment.LastSequence)
        {
            bytes += record.Payload.Length;
            replay.Record(record.Sequence, record.Payload.Span);
        }

        return bytes;
    }
}
