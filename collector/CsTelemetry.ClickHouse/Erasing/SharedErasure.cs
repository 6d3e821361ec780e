namespace CsTelemetry.ClickHouse.Erasing;

/// <summary>An order to erase that all collectors of a store can read.</summary>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Log">The log of the collector that took it.</param>
/// <param name="StoredAt">When the store had it, by its own clock, in milliseconds since 1970; 0 before.</param>
public sealed record SharedErasure(ErasureSubject Subject, ulong Log, long StoredAt = 0);
