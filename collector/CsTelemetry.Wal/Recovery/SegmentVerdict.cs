namespace CsTelemetry.Wal.Recovery;

/// <summary>Tells what recovery does with a segment.</summary>
internal enum SegmentVerdict
{
    /// <summary>It is part of the log, with or without damage, with or without records.</summary>
    Kept,

    /// <summary>It has bytes and nothing in them can be read: it is set aside under another name.</summary>
    Unreadable,

    /// <summary>The disk did not let it be read this time: it is left alone.</summary>
    Unavailable,
}
