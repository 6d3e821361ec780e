using CsTelemetry.Wal.Format;
using CsTelemetry.Wal.Segments;
using CsTelemetry.Wal.Storage;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Wal.Recovery;

/// <summary>Tells records, damage and unfinished writes of a segment apart. Changes nothing.</summary>
internal sealed class SegmentSurveyor(ILogStorage storage, ulong logId, ILogger logger)
{
    public const int MostDamageKept = 64;

    /// <summary>
    /// Takes the next segment's word for what counts of an older one, unread: the cursors check its records when they read them, so a
    /// start costs as much for ten gibibytes as for one segment. Without that word, and for the newest segment, it reads every byte.
    /// </summary>
    public SegmentFinding InspectForStart(SegmentCandidate candidate, SegmentCandidate? next) =>
        next is not null && candidate.Header is not null && SealedBytes(candidate, next) is { } bytes && candidate.Bytes >= bytes
            ? Sealed(candidate, next.FirstSequence - 1, bytes)
            : Inspect(candidate, next);

    /// <summary>Reads every byte of one segment; <paramref name="next"/> is the one after it, which knows how much of this one counts.</summary>
    public SegmentFinding Inspect(SegmentCandidate candidate, SegmentCandidate? next)
    {
        try
        {
            var file = storage.OpenRead(candidate.Name);
            using var scanner = new SegmentScanner(file, logId, candidate.FirstSequence, SegmentScanner.DefaultWindowBytes);
            return Scan(scanner, candidate, next, next is null && candidate.HasPreparedEnd ? UsedLength.Of(file, candidate.Bytes) : candidate.Bytes);
        }
        catch (IOException exception)
        {
            Log.SegmentNotRead(logger, candidate.Name, exception);
            return new SegmentFinding(candidate, SegmentVerdict.Unavailable)
            {
                LastSequence = candidate.FirstSequence - 1,
                HighestPossibleSequence = candidate.FirstSequence - 1 + SegmentCandidate.MostRecordsWithin(SegmentHeader.Bytes, candidate.Bytes),
            };
        }
    }

    // What is behind the sealed bytes was never acknowledged; what is within them was fsynced before the next segment began.
    private static SegmentFinding Sealed(SegmentCandidate candidate, long lastSequence, long bytes) =>
        new(candidate, SegmentVerdict.Kept)
        {
            Records = lastSequence - candidate.FirstSequence + 1,
            LastSequence = lastSequence,
            ValidBytes = bytes,
            CutAt = bytes,
            HighestPossibleSequence = lastSequence,
        };

    private static SegmentFinding Scan(SegmentScanner scanner, SegmentCandidate candidate, SegmentCandidate? next, long usedBytes)
    {
        var sealedBytes = SealedBytes(candidate, next);
        var reach = Math.Min(candidate.Bytes, sealedBytes ?? candidate.Bytes);
        var end = Math.Min(reach, usedBytes);
        var (records, validBytes, damage) = Walk(scanner, end, reach, next?.FirstSequence ?? long.MaxValue);
        var tail = damage is [.., var last] && last.Offset + last.Bytes == end ? last : default;

        // Bytes at the end of the newest segment are an unfinished write. In an older one they are that only
        // if no sequence is missing: then they are a failed write, repeated in the next segment.
        var isTailVoid = next is null || (sealedBytes is null && scanner.LastSequence == next.FirstSequence - 1);
        if (tail.Bytes > 0 && isTailVoid)
        {
            damage.RemoveAt(damage.Count - 1);
        }

        return new SegmentFinding(candidate, VerdictOn(candidate, records))
        {
            Records = records,
            LastSequence = scanner.LastSequence,
            ValidBytes = Math.Min(validBytes, Math.Max(reach, SegmentHeader.Bytes)),
            CutAt = isTailVoid ? validBytes : Math.Max(reach, SegmentHeader.Bytes),
            Damage = [.. damage.Take(MostDamageKept).Select(item => new ByteRange(item.Offset, item.Bytes))],
            CorruptRecords = damage.Sum(item => item.LostRecords) + (sealedBytes > candidate.Bytes ? 1 : 0),
            ExpectedBytes = sealedBytes > candidate.Bytes ? sealedBytes : null,
            HighestPossibleSequence = scanner.LastSequence + SegmentCandidate.MostRecordsWithin(validBytes, end),
        };
    }

    private static (long Records, long ValidBytes, List<ScanItem> Damage) Walk(SegmentScanner scanner, long end, long reach, long sequenceLimit)
    {
        var records = 0L;
        var validBytes = (long)SegmentHeader.Bytes;
        var damage = new List<ScanItem>();
        while (scanner.Next(end, reach, sequenceLimit) is { Kind: not ScanKind.End } item)
        {
            if (item.Kind == ScanKind.Record)
            {
                records++;
                validBytes = scanner.Offset;
            }
            else
            {
                damage.Add(item);
            }
        }

        return (records, validBytes, damage);
    }

    private static long? SealedBytes(SegmentCandidate candidate, SegmentCandidate? next) =>
        next?.Header is { } header
        && header.PreviousFirstSequence == candidate.FirstSequence
        && header.PreviousBytes >= SegmentHeader.Bytes
            ? header.PreviousBytes
            : null;

    private static SegmentVerdict VerdictOn(SegmentCandidate candidate, long records) =>
        candidate.Header is null && records == 0 && candidate.Bytes > SegmentHeader.Bytes
            ? SegmentVerdict.Unreadable
            : SegmentVerdict.Kept;
}
