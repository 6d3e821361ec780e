namespace CsTelemetry.Wal.Segments;

/// <summary>Holds the log's segments, oldest first. Readers take a snapshot; changes come from the appender and from retirement.</summary>
internal sealed class SegmentSet(IEnumerable<Segment> recovered)
{
    private readonly Lock _gate = new();
    private volatile Segment[] _all = [.. recovered];

    public IReadOnlyList<Segment> All => _all;

    public long Bytes => _all.Sum(segment => segment.Extent.Bytes);

    public Segment? LastBefore(long sequence) => _all.LastOrDefault(segment => segment.FirstSequence < sequence);

    /// <summary>Finds the oldest segment that has, or may yet get, a record after <paramref name="sequence"/>.</summary>
    public Segment? NextAfter(long sequence)
    {
        foreach (var segment in _all)
        {
            var extent = segment.Extent;
            if (extent.LastSequence > sequence || !extent.IsSealed)
            {
                return segment;
            }
        }

        return null;
    }

    /// <summary>Adds the newest segment. One without records that had the same name has been replaced on disk and goes.</summary>
    public void Add(Segment segment)
    {
        lock (_gate)
        {
            _all = [.. _all.Where(other => other.FirstSequence < segment.FirstSequence), segment];
        }
    }

    public void Remove(Segment segment)
    {
        lock (_gate)
        {
            _all = [.. _all.Where(other => other != segment)];
        }
    }
}
