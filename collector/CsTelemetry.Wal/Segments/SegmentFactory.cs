using CsTelemetry.Wal.Format;
using CsTelemetry.Wal.Storage;

namespace CsTelemetry.Wal.Segments;

/// <summary>Starts segment files. One that has its final name has a whole, durable header.</summary>
internal sealed class SegmentFactory(ILogStorage storage, ulong logId, TimeProvider time)
{
    public (Segment Segment, ILogFile File) Create(long firstSequence, Segment? previous)
    {
        var now = time.GetUtcNow();
        var header = new SegmentHeader(
            logId, firstSequence, now.ToUnixTimeMilliseconds(), previous?.FirstSequence ?? 0, previous?.Extent.Bytes ?? 0);
        var file = Write(header);
        return (new Segment(firstSequence, now, new SegmentExtent(SegmentHeader.Bytes, firstSequence - 1, IsSealed: false)), file);
    }

    private ILogFile Write(SegmentHeader header)
    {
        var name = SegmentName.For(header.FirstSequence);
        var temporary = name + SegmentName.TemporaryExtension;
        var file = storage.Create(temporary);
        try
        {
            Span<byte> bytes = stackalloc byte[SegmentHeader.Bytes];
            header.Write(bytes);
            file.Write(bytes, 0);
            file.Sync();
            storage.Rename(temporary, name);
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
