using CsTelemetry.ClickHouse.Clusters;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.ClickHouse.Schema;

/// <summary>
/// Brings the store's database to this binary's schema, on one server or on every shard of a cluster: creates it, runs
/// the numbered migrations that are missing, and records each in <c>schema_migrations</c> after its last statement. Every
/// statement is harmless when run again, so a crash anywhere is repaired by the next start, and a shard that is added
/// gets what it lacks. Several processes may call it at once: one works, the others wait for it.
/// </summary>
public sealed class SchemaMigrator
{
    // A migration may have to read everything that there is.
    private static readonly TimeSpan StatementLimit = TimeSpan.FromMinutes(30);

    private readonly StoreTopology _topology;
    private readonly IReadOnlyList<Migration> _known;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SchemaRenderer _renderer;
    private readonly SchemaRecord _record;

    /// <summary>Makes a migrator for the client's database. The client's user needs CREATE, DROP, ALTER, SELECT, INSERT there.</summary>
    public SchemaMigrator(ClickHouseClient client, TimeProvider? time = null, ILogger<SchemaMigrator>? logger = null)
        : this(StoreTopology.Of(client), time, logger)
    {
    }

    /// <summary>Makes a migrator for a cluster or one server.</summary>
    public SchemaMigrator(StoreTopology topology, TimeProvider? time = null, ILogger<SchemaMigrator>? logger = null)
        : this(topology, MigrationCatalog.Load(), time ?? TimeProvider.System, logger ?? NullLogger<SchemaMigrator>.Instance)
    {
    }

    internal SchemaMigrator(ClickHouseClient client, IReadOnlyList<Migration> known, TimeProvider time, ILogger logger)
        : this(StoreTopology.Of(client), known, time, logger)
    {
    }

    internal SchemaMigrator(StoreTopology topology, IReadOnlyList<Migration> known, TimeProvider time, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(topology);
        (_topology, _known, _time, _logger) = (topology, known, time, logger);
        _renderer = new SchemaRenderer(topology.Cluster, topology.Client.Endpoint.Database);
        _record = new SchemaRecord(time);
    }

    /// <summary>Runs what is missing.</summary>
    /// <exception cref="NotSupportedException">A server is older than 24.8.</exception>
    /// <exception cref="SchemaException">The database is newer than this binary, or an applied migration has changed.</exception>
    /// <exception cref="ClickHouseException">A statement failed, or a shard was not reached; what ran before it stays.</exception>
    public Task<MigrationResult> MigrateAsync(CancellationToken cancellationToken) => MigrateThroughAsync(_known.Count, cancellationToken);

    /// <summary>Runs what is missing, no further than one version: a backup is restored into the schema that it was made from.</summary>
    /// <inheritdoc cref="MigrateAsync(CancellationToken)"/>
    public async Task<MigrationResult> MigrateThroughAsync(int version, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(version, _known.Count);
        foreach (var shard in _topology.Shards)
        {
            await shard.VersionAsync(cancellationToken);
        }

        await RunAsync(new RenderedStatement(_renderer.CreateDatabase()), _topology.Shards, inDatabase: false, cancellationToken);
        await RunAsync(new RenderedStatement(_renderer.RenderOnEachShard(SchemaRecord.Create)), _topology.Shards, inDatabase: true, cancellationToken);
        var applied = 0;
        if ((await MissingAsync(version, cancellationToken)).Count > 0)
        {
            var mine = new MigrationLock(_topology.Shards[0], _time);
            await mine.RunAsync(async () => applied = await ApplyMissingAsync(version, cancellationToken), cancellationToken);
        }

        if (applied == 0)
        {
            Log.SchemaUpToDate(_logger, version);
        }

        return new MigrationResult(applied, version);
    }

    /// <summary>Lists this binary's migrations and whether each is applied, on every shard. Changes nothing, also where no database is.</summary>
    /// <exception cref="SchemaException">The database is newer than this binary, or an applied migration has changed.</exception>
    /// <exception cref="ClickHouseException">A server could not be asked.</exception>
    public async Task<IReadOnlyList<MigrationState>> PlanAsync(CancellationToken cancellationToken)
    {
        var missing = new HashSet<int>();
        foreach (var shard in _topology.Shards)
        {
            await shard.VersionAsync(cancellationToken);
            var applied = await IsRecordedAsync(shard, cancellationToken) ? await SchemaRecord.ReadAsync(shard, cancellationToken) : [];
            missing.UnionWith(MigrationPlan.Make(shard.Endpoint.Database, _known, applied).Select(migration => migration.Version));
        }

        return [.. _known.Select(migration => new MigrationState(migration.Version, migration.Name, !missing.Contains(migration.Version)))];
    }

    private static async Task<bool> IsRecordedAsync(ClickHouseClient shard, CancellationToken cancellationToken)
    {
        var query = new ClickHouseQuery("SELECT count() FROM system.tables WHERE database = {database:String} AND name = 'schema_migrations'")
        {
            Parameters = new() { { "database", shard.Endpoint.Database } },
            InDatabase = false,
        };
        return (await shard.QueryAsync(query, row => row.ReadUInt64(), cancellationToken))[0] > 0;
    }

    private async Task<int> ApplyMissingAsync(int version, CancellationToken cancellationToken)
    {
        // Read again: whoever had the lock before may have done it all.
        var missing = await MissingAsync(version, cancellationToken);
        foreach (var (migration, shards) in missing)
        {
            await ApplyAsync(migration, shards, cancellationToken);
        }

        return missing.Count;
    }

    private async Task<List<(Migration Migration, List<ClickHouseClient> Shards)>> MissingAsync(int version, CancellationToken cancellationToken)
    {
        var missing = new List<(Migration Migration, ClickHouseClient Shard)>();
        foreach (var shard in _topology.Shards)
        {
            var applied = await SchemaRecord.ReadAsync(shard, cancellationToken);
            missing.AddRange(MigrationPlan.Make(shard.Endpoint.Database, _known, applied)
                .Where(migration => migration.Version <= version)
                .Select(migration => (migration, shard)));
        }

        return [.. missing.GroupBy(one => one.Migration, one => one.Shard).OrderBy(group => group.Key.Version).Select(group => (group.Key, group.ToList()))];
    }

    private async Task ApplyAsync(Migration migration, List<ClickHouseClient> shards, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        // ON CLUSTER reaches shards that have it already, too: what moves rows is then repeated on all of them.
        var reached = _topology.Cluster is { OnCluster: true } ? _topology.Shards : shards;
        foreach (var statement in migration.Statements.SelectMany(_renderer.Render))
        {
            await RunAsync(statement, reached, inDatabase: true, cancellationToken);
        }

        foreach (var shard in shards)
        {
            await _record.AddAsync(shard, migration, cancellationToken);
        }

        Log.MigrationApplied(_logger, migration.Version, migration.Name, _time.GetElapsedTime(started).TotalSeconds);
    }

    private async Task RunAsync(RenderedStatement statement, IReadOnlyList<ClickHouseClient> shards, bool inDatabase, CancellationToken cancellationToken)
    {
        var once = _topology.Cluster is { OnCluster: true } && !statement.OnEachShard;
        foreach (var client in once ? [_topology.Client] : shards)
        {
            var query = new ClickHouseQuery(statement.Sql) { InDatabase = inDatabase, Timeout = StatementLimit };
            await client.ExecuteAsync(query, cancellationToken);
        }
    }
}
