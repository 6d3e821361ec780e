namespace CsTelemetry.ClickHouse.Knowledge;

/// <summary>Tells how much is known of a tenant, so that a change can be noticed.</summary>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Version">The greatest version.</param>
public readonly record struct KnowledgeMark(long Rows, long Version);
