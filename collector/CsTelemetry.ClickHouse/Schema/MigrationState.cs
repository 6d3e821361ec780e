namespace CsTelemetry.ClickHouse.Schema;

/// <summary>Tells of one migration of this binary whether the database has it.</summary>
/// <param name="Version">Its number, from 1.</param>
/// <param name="Name">What it does.</param>
/// <param name="IsApplied">Whether it has been run there.</param>
public sealed record MigrationState(int Version, string Name, bool IsApplied);
