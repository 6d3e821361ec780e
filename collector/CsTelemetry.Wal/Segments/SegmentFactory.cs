using CsTelemetry.Wal.Format;
using CsTelemetry.Wal.Storage;

namespace CsTelemetry.Wal.Segments;

/// <summary>Starts segment files. One that has its final name has a whole, durable header.</summary>
internal sealed class SegmentFactory(ILogStorage storage, SegmentStock? stock, ulong logId, int segmentBytes, TimeProvider time)
{
    public NewSegment Create(long firstSequence, Segment? previous)
    {
        var now = time.GetUtcNow();
        var prepared = stock?.TryTake();
        var header = new SegmentHeader(
            logId,
            firstSequence,
            now.ToUnixTimeMilliseconds(),
            previous?.FirstSequence ?? 0,
            previous?.Extent.Bytes ?? 0,
            prepared is null ? 0 : segmentBytes);
        var file = prepared is null ? Write(header) : Write(header, prepared, SegmentStock.FileName);
        return new NewSegment(
            new Segment(firstSequence, now, new SegmentExtent(SegmentHeader.Bytes, firstSequence - 1, IsSealed: false)), file, prepared is not null);
    }

    private ILogFile Write(SegmentHeader header)
    {
        var temporary = SegmentName.For(header.FirstSequence) + SegmentName.TemporaryExtension;
        return Write(header, storage.Create(temporary), temporary);
    }

    private ILogFile Write(SegmentHeader header, ILogFile file, string temporary)
    {
        try
        {
            Span<byte> bytes = stackalloc byte[SegmentHeader.Bytes];
            header.Write(bytes);
            file.Write(bytes, 0);
            file.Sync();
            storage.Rename(temporary, SegmentName.For(header.FirstSequence));
            storage.SyncDirectory();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
