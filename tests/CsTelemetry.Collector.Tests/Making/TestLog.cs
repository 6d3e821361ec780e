using CsTelemetry.Collector.Journal;
using CsTelemetry.Wal;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.Collector.Tests.Making;

/// <summary>Opens real logs with small segments, and reads what they hold.</summary>
internal static class TestLog
{
    internal const int SegmentBytes = 64 * 1024;

    internal static WriteAheadLog Open(string directory, long maxTotalBytes = 1L << 30, int segmentBytes = SegmentBytes) => WriteAheadLog.Open(
        new WalOptions
        {
            Directory = directory,
            SegmentBytes = segmentBytes,
            MaxRecordBytes = segmentBytes / 2,
            MaxTotalBytes = maxTotalBytes,
            ReserveBytes = 128 * 1024,
        },
        TimeProvider.System,
        NullLogger.Instance);

    internal static async Task<long> AppendAsync(this WriteAheadLog log, JournaledBatch batch)
    {
        var appended = await log.AppendAsync(Wired.Record(batch));
        Assert.True(appended.IsDurable);
        return appended.Sequence;
    }

    internal static async Task<long> AppendAsync(this WriteAheadLog log, FrozenRange range) =>
        (await log.AppendControlAsync(JournalFormat.Write(range))).Sequence;

    internal static async Task<long> AppendAsync(this WriteAheadLog log, Checkpoint checkpoint) =>
        (await log.AppendControlAsync(JournalFormat.Write(checkpoint))).Sequence;

    internal static List<(long Sequence, JournaledBatch Batch)> Batches(this WriteAheadLog log) =>
        [.. log.Records(JournalRecordKind.Batch, Wired.Batch)];

    internal static List<(long Sequence, T Content)> Records<T>(this WriteAheadLog log, JournalRecordKind kind, Func<ReadOnlySpan<byte>, T> read)
    {
        var found = new List<(long, T)>();
        using var cursor = log.OpenCursor(1);
        while (cursor.TryRead(out var record))
        {
            if (JournalFormat.KindOf(record.Payload.Span) == kind)
            {
                found.Add((record.Sequence, read(record.Payload.Span)));
            }
        }

        return found;
    }
}
