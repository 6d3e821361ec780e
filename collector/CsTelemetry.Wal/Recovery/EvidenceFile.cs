using System.Buffers.Binary;
using CsTelemetry.Wal.Storage;

namespace CsTelemetry.Wal.Recovery;

// One entry per stretch: | offset:8 | bytes:8 | the bytes |   little-endian
//
/// <summary>Keeps copies of bytes that the log no longer reads, for whoever has to find out what happened.</summary>
internal sealed class EvidenceFile(ILogStorage storage)
{
    public const string CorruptExtension = ".corrupt";
    public const string TornExtension = ".torn";

    /// <summary>Is the most that all copies in a directory may take: 64 MiB. What does not fit is not copied.</summary>
    public const long MaxTotalBytes = 64 * 1024 * 1024;

    private const int PrefixBytes = 16;

    /// <summary>Copies stretches of a segment once; later calls for the same file find it there and leave it.</summary>
    public void Save(string segmentName, string extension, IEnumerable<ByteRange> ranges)
    {
        var files = storage.List();
        var room = MaxTotalBytes - files.Where(IsEvidence).Sum(file => file.Bytes);
        if (files.Any(file => file.Name == segmentName + extension))
        {
            return;
        }

        using var source = storage.OpenRead(segmentName);
        using var target = storage.Create(segmentName + extension);
        var offset = 0L;
        foreach (var range in ranges)
        {
            if (offset + PrefixBytes + range.Bytes > room)
            {
                break;
            }

            offset += Copy(source, target, range, offset);
        }

        target.Sync();
    }

    private static bool IsEvidence(LogFileEntry file) =>
        file.Name.EndsWith(CorruptExtension, StringComparison.Ordinal) || file.Name.EndsWith(TornExtension, StringComparison.Ordinal);

    private static long Copy(ILogFile source, ILogFile target, ByteRange range, long offset)
    {
        var bytes = new byte[PrefixBytes + range.Bytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, range.Offset);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), range.Bytes);
        var read = source.Read(bytes.AsSpan(PrefixBytes), range.Offset);
        target.Write(bytes.AsSpan(0, PrefixBytes + read), offset);
        return PrefixBytes + read;
    }
}
