using CsTelemetry.Wal.Format;
using CsTelemetry.Wal.Storage;

namespace CsTelemetry.Wal.Recovery;

/// <summary>Finds the files of a directory that, by their names, are segments. Changes nothing.</summary>
internal static class SegmentCandidates
{
    /// <summary>Lists them, oldest first.</summary>
    public static List<SegmentCandidate> In(ILogStorage storage)
    {
        var candidates = new List<SegmentCandidate>();
        foreach (var entry in storage.List())
        {
            if (SegmentName.TryParse(entry.Name, out var firstSequence))
            {
                candidates.Add(new SegmentCandidate(entry.Name, firstSequence, entry.Bytes, ReadHeader(storage, entry.Name, firstSequence)));
            }
        }

        return candidates;
    }

    /// <summary>Takes away the headers of other logs: what they say about neighbours is not about this one's.</summary>
    public static List<SegmentCandidate> Of(ulong logId, IEnumerable<SegmentCandidate> found) =>
        [.. found.Select(candidate => candidate.Header?.LogId == logId ? candidate : candidate with { Header = null })];

    private static SegmentHeader? ReadHeader(ILogStorage storage, string name, long firstSequence)
    {
        try
        {
            Span<byte> bytes = stackalloc byte[SegmentHeader.Bytes];
            using var file = storage.OpenRead(name);
            var read = file.Read(bytes, 0);
            return SegmentHeader.TryRead(bytes[..read], out var header) && header.FirstSequence == firstSequence ? header : null;
        }
        catch (IOException)
        {
            // The survey reads it again; if that fails too, it says so.
            return null;
        }
    }
}
