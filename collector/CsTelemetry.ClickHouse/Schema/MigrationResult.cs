namespace CsTelemetry.ClickHouse.Schema;

/// <summary>Tells what <see cref="SchemaMigrator.MigrateAsync"/> did.</summary>
/// <param name="AppliedCount">How many migrations it ran; 0 when the schema was up to date.</param>
/// <param name="Version">The schema's version now.</param>
public sealed record MigrationResult(int AppliedCount, int Version);
