namespace CsTelemetry.Wal.Segments;

/// <summary>Is what a scanner came upon.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">Where it starts in the file.</param>
/// <param name="Bytes">How long it is, header included.</param>
/// <param name="Sequence">Of a record, its sequence.</param>
/// <param name="LostRecords">Of damage, how many records were in it: exact before another record, at least one at the end.</param>
/// <param name="Payload">Of a record, its payload, until the next call.</param>
internal readonly record struct ScanItem(
    ScanKind Kind, long Offset, long Bytes, long Sequence, long LostRecords, ReadOnlyMemory<byte> Payload)
{
    public static ScanItem End => default;

    public static ScanItem Record(long offset, long bytes, long sequence, ReadOnlyMemory<byte> payload) =>
        new(ScanKind.Record, offset, bytes, sequence, 0, payload);

    public static ScanItem Damage(long offset, long bytes, long lostRecords) =>
        new(ScanKind.Damage, offset, bytes, 0, lostRecords, default);
}
