namespace CsTelemetry.ClickHouse.Idempotency;

/// <summary>An attempt of a call and what came of it.</summary>
/// <param name="Tenant">Whose call it is.</param>
/// <param name="Call">Names the call: 64 hexadecimal digits.</param>
/// <param name="Attempt">Names the attempt.</param>
/// <param name="Log">The log of the collector that makes it.</param>
/// <param name="Kind">How far it has come.</param>
/// <param name="RecordedAt">When that was, by the collector's clock.</param>
/// <param name="Sealed">The sealed answer; empty without one.</param>
public sealed record IdempotencyEntry(
    string Tenant, string Call, ulong Attempt, ulong Log, IdempotencyKind Kind, DateTimeOffset RecordedAt, ReadOnlyMemory<byte> Sealed);
