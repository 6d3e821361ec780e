using CsTelemetry.Wal.Format;

namespace CsTelemetry.Wal.Recovery;

/// <summary>Is a file that, by its name, is a segment.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="FirstSequence">What the name says; it is believed even when the header is damaged.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="Header">The header, if intact and of the sequence that the name says.</param>
internal sealed record SegmentCandidate(string Name, long FirstSequence, long Bytes, SegmentHeader? Header)
{
    /// <summary>Gets whether the file still has the length it was prepared with: zeros at its end are room that was never used.</summary>
    public bool HasPreparedEnd => Header is { PreparedBytes: > 0 } header && header.PreparedBytes == Bytes;

    /// <summary>Gets the most records that the bytes between two offsets can have held.</summary>
    public static long MostRecordsWithin(long offset, long end) =>
        Math.Max(0, end - offset + RecordHeader.Bytes - 1) / RecordHeader.Bytes;
}
