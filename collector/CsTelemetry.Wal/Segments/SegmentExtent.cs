namespace CsTelemetry.Wal.Segments;

/// <summary>Tells how far a segment may be read. Swapped as a whole, so its three values always belong together.</summary>
/// <param name="Bytes">End of the last durable record.</param>
/// <param name="LastSequence">The last durable sequence.</param>
/// <param name="IsSealed">Whether nothing will be added.</param>
internal sealed record SegmentExtent(long Bytes, long LastSequence, bool IsSealed);
