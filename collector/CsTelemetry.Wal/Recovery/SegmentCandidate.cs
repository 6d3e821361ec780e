using CsTelemetry.Wal.Format;

namespace CsTelemetry.Wal.Recovery;

/// <summary>Is a file that, by its name, is a segment.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="FirstSequence">What the name says; it is believed even when the header is damaged.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="Header">The header, if intact and of the sequence that the name says.</param>
internal sealed record SegmentCandidate(string Name, long FirstSequence, long Bytes, SegmentHeader? Header)
{
    /// <summary>Gets the most records that the bytes from <paramref name="offset"/> on can have held.</summary>
    public long MostRecordsFrom(long offset) =>
        Math.Max(0, Bytes - offset + RecordHeader.Bytes - 1) / RecordHeader.Bytes;
}
