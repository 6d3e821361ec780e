namespace CsTelemetry.Wal.Recovery;

/// <summary>Is a stretch of a file.</summary>
internal readonly record struct ByteRange(long Offset, long Bytes);
