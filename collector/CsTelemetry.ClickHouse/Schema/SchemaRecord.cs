namespace CsTelemetry.ClickHouse.Schema;

/// <summary>Reads and writes <c>schema_migrations</c>, which each shard has for itself.</summary>
internal sealed class SchemaRecord(TimeProvider time)
{
    public const string Create =
        """
        CREATE TABLE IF NOT EXISTS schema_migrations
        (version UInt32, name String, checksum String, applied_at DateTime64(3, 'UTC'))
        ENGINE = ReplacingMergeTree ORDER BY (version, checksum)
        """;

    public static Task<List<AppliedMigration>> ReadAsync(ClickHouseClient shard, CancellationToken cancellationToken) => shard.QueryAsync(
        "SELECT DISTINCT version, name, checksum FROM schema_migrations ORDER BY version",
        null,
        row => new AppliedMigration((int)row.ReadUInt32(), row.ReadString(), row.ReadString()),
        cancellationToken);

    public Task AddAsync(ClickHouseClient shard, Migration migration, CancellationToken cancellationToken)
    {
        var record = new ClickHouseParameters
        {
            { "version", migration.Version },
            { "name", migration.Name },
            { "checksum", migration.Checksum },
            { "applied_at", time.GetUtcNow() },
        };

        // SELECT, not VALUES: its expressions take parameters on every server.
        return shard.ExecuteAsync(
            "INSERT INTO schema_migrations SELECT {version:UInt32}, {name:String}, {checksum:String}, {applied_at:DateTime64(3, 'UTC')}",
            record,
            cancellationToken);
    }
}
