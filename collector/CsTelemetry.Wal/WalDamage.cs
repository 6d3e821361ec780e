namespace CsTelemetry.Wal;

/// <summary>Is a stretch of a segment file that holds no intact record although it should.</summary>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Bytes">How long it is.</param>
public readonly record struct WalDamage(long Offset, long Bytes);
