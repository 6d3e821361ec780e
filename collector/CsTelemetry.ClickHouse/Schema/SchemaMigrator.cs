using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.ClickHouse.Schema;

/// <summary>
/// Brings the endpoint's database to this binary's schema: creates it, runs the numbered migrations
/// that are missing, and records each in <c>schema_migrations</c> after its last statement. Every
/// statement is harmless when run again, so a crash anywhere is repaired by the next start.
/// </summary>
public sealed class SchemaMigrator
{
    private const string CreateRecord =
        """
        CREATE TABLE IF NOT EXISTS schema_migrations
        (version UInt32, name String, checksum String, applied_at DateTime64(3, 'UTC'))
        ENGINE = ReplacingMergeTree ORDER BY (version, checksum)
        """;

    private readonly ClickHouseClient _client;
    private readonly IReadOnlyList<Migration> _known;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Makes a migrator for the client's database. The client's user needs CREATE, ALTER, SELECT, INSERT there.</summary>
    public SchemaMigrator(ClickHouseClient client, TimeProvider? time = null, ILogger<SchemaMigrator>? logger = null)
        : this(client, MigrationCatalog.Load(), time ?? TimeProvider.System, logger ?? NullLogger<SchemaMigrator>.Instance)
    {
    }

    internal SchemaMigrator(ClickHouseClient client, IReadOnlyList<Migration> known, TimeProvider time, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(client);
        (_client, _known, _time, _logger) = (client, known, time, logger);
    }

    /// <summary>Runs what is missing. One process at a time: two would do the work twice, harmlessly.</summary>
    /// <exception cref="NotSupportedException">The server is older than 24.8.</exception>
    /// <exception cref="SchemaException">The database is newer than this binary, or an applied migration has changed.</exception>
    /// <exception cref="ClickHouseException">A statement failed; what ran before it stays.</exception>
    public Task<MigrationResult> MigrateAsync(CancellationToken cancellationToken) => MigrateThroughAsync(_known.Count, cancellationToken);

    /// <summary>Runs what is missing, no further than one version: a backup is restored into the schema that it was made from.</summary>
    /// <inheritdoc cref="MigrateAsync(CancellationToken)"/>
    public async Task<MigrationResult> MigrateThroughAsync(int version, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(version, _known.Count);
        await _client.VersionAsync(cancellationToken);
        var database = _client.Endpoint.Database;
        var create = new ClickHouseQuery($"CREATE DATABASE IF NOT EXISTS {database}") { InDatabase = false };
        await _client.ExecuteAsync(create, cancellationToken);
        await _client.ExecuteAsync(CreateRecord, null, cancellationToken);
        var missing = MigrationPlan.Make(database, _known, await ReadAppliedAsync(cancellationToken))
            .Where(migration => migration.Version <= version)
            .ToList();
        foreach (var migration in missing)
        {
            await ApplyAsync(migration, cancellationToken);
        }

        if (missing.Count == 0)
        {
            Log.SchemaUpToDate(_logger, version);
        }

        return new MigrationResult(missing.Count, version);
    }

    /// <summary>Lists this binary's migrations and whether each is applied. Changes nothing, also where no database is.</summary>
    /// <exception cref="SchemaException">The database is newer than this binary, or an applied migration has changed.</exception>
    /// <exception cref="ClickHouseException">The server could not be asked.</exception>
    public async Task<IReadOnlyList<MigrationState>> PlanAsync(CancellationToken cancellationToken)
    {
        await _client.VersionAsync(cancellationToken);
        var database = _client.Endpoint.Database;
        var query = new ClickHouseQuery("SELECT count() FROM system.tables WHERE database = {database:String} AND name = 'schema_migrations'")
        {
            Parameters = new() { { "database", database } },
            InDatabase = false,
        };
        var recorded = await _client.QueryAsync(query, row => row.ReadUInt64(), cancellationToken);
        var applied = recorded[0] == 0 ? [] : await ReadAppliedAsync(cancellationToken);
        var missing = MigrationPlan.Make(database, _known, applied).Select(migration => migration.Version).ToHashSet();
        return [.. _known.Select(migration => new MigrationState(migration.Version, migration.Name, !missing.Contains(migration.Version)))];
    }

    private Task<List<AppliedMigration>> ReadAppliedAsync(CancellationToken cancellationToken) => _client.QueryAsync(
        "SELECT DISTINCT version, name, checksum FROM schema_migrations ORDER BY version",
        null,
        row => new AppliedMigration((int)row.ReadUInt32(), row.ReadString(), row.ReadString()),
        cancellationToken);

    private async Task ApplyAsync(Migration migration, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        foreach (var statement in migration.Statements)
        {
            await _client.ExecuteAsync(statement, null, cancellationToken);
        }

        var record = new ClickHouseParameters
        {
            { "version", migration.Version },
            { "name", migration.Name },
            { "checksum", migration.Checksum },
            { "applied_at", _time.GetUtcNow() },
        };
        // SELECT, not VALUES: its expressions take parameters on every server.
        await _client.ExecuteAsync(
            "INSERT INTO schema_migrations SELECT {version:UInt32}, {name:String}, {checksum:String}, {applied_at:DateTime64(3, 'UTC')}",
            record,
            cancellationToken);
        Log.MigrationApplied(_logger, migration.Version, migration.Name, _time.GetElapsedTime(started).TotalSeconds);
    }
}
