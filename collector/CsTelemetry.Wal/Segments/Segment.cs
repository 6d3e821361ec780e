using CsTelemetry.Wal.Format;

namespace CsTelemetry.Wal.Segments;

/// <summary>Is one segment file, as the appender, the cursors and retirement share it. Grown by the appender only.</summary>
internal sealed class Segment(long firstSequence, DateTimeOffset createdAt, SegmentExtent extent)
{
    private volatile SegmentExtent _extent = extent;
    private volatile bool _isRetired;
    private long _damageNotedBefore;

    public long FirstSequence => firstSequence;

    public string FileName { get; } = SegmentName.For(firstSequence);

    public SegmentExtent Extent => _extent;

    /// <summary>Gets whether recovery counted and logged the damage in it already.</summary>
    public bool HasKnownDamage { get; init; }

    /// <summary>Gets or sets whether its file is being deleted, so that a cursor knows why it is gone.</summary>
    public bool IsRetired
    {
        get => _isRetired;
        set => _isRetired = value;
    }

    /// <summary>Whether damage at an offset is news: each stretch is counted and logged by the first cursor that comes to it.</summary>
    public bool IsNews(long damageOffset)
    {
        var before = Interlocked.Read(ref _damageNotedBefore);
        return !HasKnownDamage
            && damageOffset >= before
            && Interlocked.CompareExchange(ref _damageNotedBefore, damageOffset + 1, before) == before;
    }

    public void Grow(int bytes, long lastSequence) =>
        _extent = new SegmentExtent(_extent.Bytes + bytes, lastSequence, IsSealed: false);

    public void Seal() => _extent = _extent with { IsSealed = true };

    public WalSegmentInfo Describe()
    {
        var extent = _extent;
        return new WalSegmentInfo(FileName, firstSequence, extent.LastSequence, extent.Bytes, createdAt, extent.IsSealed);
    }
}
