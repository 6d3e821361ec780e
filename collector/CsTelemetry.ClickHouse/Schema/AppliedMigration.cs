namespace CsTelemetry.ClickHouse.Schema;

/// <summary>Is one row of <c>schema_migrations</c>.</summary>
internal sealed record AppliedMigration(int Version, string Name, string Checksum);
