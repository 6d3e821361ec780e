using CsTelemetry.Wal.Segments;

namespace CsTelemetry.Wal.Recovery;

/// <summary>Is what the inspection of one segment file found.</summary>
internal sealed record SegmentFinding(SegmentCandidate Candidate, SegmentVerdict Verdict)
{
    /// <summary>Gets the intact records; of a sealed segment that was not read, as many as its sequences have room for.</summary>
    public long Records { get; init; }

    /// <summary>Gets the sequence of the last intact record; the segment's first − 1 when there is none.</summary>
    public long LastSequence { get; init; }

    /// <summary>Gets the end of the last intact record.</summary>
    public long ValidBytes { get; init; }

    /// <summary>Gets where the file is to be cut, because nothing after it was ever acknowledged; the file's length when nowhere.</summary>
    public long CutAt { get; init; }

    /// <summary>Gets the damaged stretches, the first <see cref="SegmentSurveyor.MostDamageKept"/> of them.</summary>
    public IReadOnlyList<ByteRange> Damage { get; init; } = [];

    /// <summary>Gets the records lost to damage, at least.</summary>
    public long CorruptRecords { get; init; }

    /// <summary>Gets the length that the next segment says was fsynced, when the file has less.</summary>
    public long? ExpectedBytes { get; init; }

    /// <summary>Gets the largest sequence that may ever have been acknowledged in this file, were it the last.</summary>
    public long HighestPossibleSequence { get; init; }

    public Segment ToSegment() =>
        new(
            Candidate.FirstSequence,
            DateTimeOffset.FromUnixTimeMilliseconds(Candidate.Header?.CreatedAtUnixMilliseconds ?? 0),
            new SegmentExtent(ValidBytes, LastSequence, IsSealed: true))
        {
            HasKnownDamage = CorruptRecords > 0,
        };
}
