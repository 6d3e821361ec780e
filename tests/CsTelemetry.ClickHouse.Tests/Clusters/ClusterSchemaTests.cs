using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.ClickHouse.Tests.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.ClickHouse.Tests.Clusters;

[Collection(TwoShardsTests.Name)]
public sealed class ClusterSchemaTests(TwoShardsFixture fixture)
{
    private static readonly IReadOnlyList<Migration> Known = MigrationCatalog.Load();

    [Fact]
    public async Task Every_shard_gets_local_and_distributed_tables_and_its_own_record()
    {
        using var topology = fixture.Shards.NewTopology();

        Assert.Equal(new MigrationResult(Known.Count, Known.Count), await MigrateAsync(topology));
        Assert.Equal(new MigrationResult(0, Known.Count), await MigrateAsync(topology));

        foreach (var shard in topology.Shards)
        {
            var tables = await TablesAsync(shard);
            Assert.Contains("events Distributed", tables);
            Assert.Contains("events_local MergeTree", tables);
            Assert.Contains("usage_daily Distributed", tables);
            Assert.Contains("usage_daily_local AggregatingMergeTree", tables);
            Assert.Contains("usage_daily_mv MaterializedView", tables);
            Assert.Equal(Known.Count, (await SchemaRecord.ReadAsync(shard, CancellationToken.None)).Count);
        }
    }

    [Fact]
    public async Task A_shard_that_lacks_migrations_gets_them()
    {
        using var topology = fixture.Shards.NewTopology();
        var first = StoreTopology.Open(topology.Client.Endpoint, [fixture.Shards.Urls[0]], topology.Cluster!);
        await MigrateAsync(first);
        first.Dispose();

        Assert.Equal(Known.Count, (await MigrateAsync(topology)).AppliedCount);
        Assert.Equal(await TablesAsync(topology.Shards[0]), await TablesAsync(topology.Shards[1]));
    }

    [Fact]
    public async Task Two_collectors_that_migrate_at_once_take_turns()
    {
        using var one = fixture.Shards.NewTopology();
        using var other = fixture.Shards.Topology(one.Client.Endpoint.Database);

        var results = await Task.WhenAll(MigrateAsync(one), MigrateAsync(other));

        Assert.Equal([0, Known.Count], results.Select(result => result.AppliedCount).Order());
        Assert.DoesNotContain(await TablesAsync(one.Shards[0]), table => table.StartsWith("schema_lock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_column_that_a_later_migration_adds_is_there_for_both_kinds_of_tables()
    {
        using var topology = fixture.Shards.NewTopology();
        var next = Migration.Parse($"{Known.Count + 1:0000}_region.sql", "ALTER TABLE events ADD COLUMN IF NOT EXISTS region LowCardinality(String) CODEC(ZSTD(1));");

        await new SchemaMigrator(topology, [.. Known, next], TimeProvider.System, NullLogger.Instance).MigrateAsync(CancellationToken.None);

        await topology.Client.ExecuteAsync("SELECT region FROM events", null, CancellationToken.None);
        await topology.Shards[1].ExecuteAsync("SELECT region FROM events_local", null, CancellationToken.None);
    }

    private static Task<MigrationResult> MigrateAsync(StoreTopology topology) => new SchemaMigrator(topology).MigrateAsync(CancellationToken.None);

    private static Task<List<string>> TablesAsync(ClickHouseClient client) => client.QueryAsync(
        "SELECT concat(name, ' ', engine) FROM system.tables WHERE database = currentDatabase() AND NOT startsWith(name, '.') ORDER BY name",
        null,
        row => row.ReadString(),
        CancellationToken.None);
}
