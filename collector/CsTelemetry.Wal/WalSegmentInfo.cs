namespace CsTelemetry.Wal;

/// <summary>Describes one segment file at one moment.</summary>
/// <param name="FileName">The name inside the log's directory.</param>
/// <param name="FirstSequence">The sequence of its first record, or of the one it waits for.</param>
/// <param name="LastSequence">The sequence of its last durable record; <paramref name="FirstSequence"/> − 1 while it has none.</param>
/// <param name="Bytes">Durable bytes, header included.</param>
/// <param name="CreatedAt">When it was started; the Unix epoch when its header is damaged.</param>
/// <param name="IsSealed">Whether it will never grow again.</param>
public sealed record WalSegmentInfo(
    string FileName, long FirstSequence, long LastSequence, long Bytes, DateTimeOffset CreatedAt, bool IsSealed);
