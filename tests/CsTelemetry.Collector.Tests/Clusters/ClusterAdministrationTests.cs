using CsTelemetry.ClickHouse.Auditing;
using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.ClickHouse.Snapshots;
using CsTelemetry.ClickHouse.Tests.Servers;
using CsTelemetry.Collector.Administering.Auditing;
using CsTelemetry.Collector.Administering.Retaining;
using CsTelemetry.Collector.Tests.Administering;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Clusters;

/// <summary>Audits, repairs and copies what lies on two real shards; each test has a database of its own.</summary>
[Collection(SecondStoreTests.Name)]
public sealed class ClusterAdministrationTests(TwoShardsFixture fixture) : IClassFixture<TwoShardsFixture>, IAsyncLifetime
{
    private static readonly DateOnly May = new(2026, 5, 1);
    private static readonly DateOnly Ever = new(2149, 6, 6);

    private StoreTopology _topology = null!;
    private AuditStore _store = null!;

    public async Task InitializeAsync()
    {
        _topology = await NewStoreAsync();
        _store = new AuditStore(_topology);
        await EventRows.AddAsync(_topology.Client, May, 60, accounts: 12);
        Assert.All(await OnShardsAsync("events_local"), rows => Assert.InRange(rows, 1, 59));
    }

    public Task DisposeAsync()
    {
        _topology.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_sound_store_is_found_sound_on_both_shards()
    {
        var totals = await AuditAsync(repair: false);

        Assert.Equal((0, 0, 0, 0, 0), (totals.Days, totals.Surplus, totals.Conflicts, totals.Repaired, totals.Left));
        Assert.Equal([202605, 202606], await _store.MonthsAsync(May, Ever, CancellationToken.None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_rollup_that_is_wrong_on_one_shard_is_found_and_rebuilt(int shard)
    {
        await OnShardAsync(shard, "ALTER TABLE usage_daily_local UPDATE quantity = quantity + 1 WHERE day < '2026-05-20' SETTINGS mutations_sync = 2");

        var found = await AuditAsync(repair: false);
        var repaired = await AuditAsync(repair: true);

        Assert.InRange(found.Days, 1, 19);
        Assert.Equal((1, 0), (repaired.Repaired, repaired.Left));
        Assert.Equal(0, (await AuditAsync(repair: false)).Days);
        await StoreAssert.RollupIsTrueAsync(_topology.Client);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Events_that_are_twice_on_one_shard_are_there_once_after_the_repair(int shard)
    {
        var before = await OnShardsAsync("events_local");
        await OnShardAsync(shard, "INSERT INTO events_local SELECT * FROM events_local WHERE day < '2026-06-10' SETTINGS insert_deduplicate = 0");
        var doubled = (await OnShardsAsync("events_local"))[shard] - before[shard];

        var found = await AuditAsync(repair: false);
        var repaired = await AuditAsync(repair: true);

        Assert.Equal((doubled, 0L), (found.Surplus, repaired.Left));
        Assert.Equal(before, await OnShardsAsync("events_local"));
        Assert.Equal(0, (await AuditAsync(repair: false)).Surplus);
        await StoreAssert.RollupIsTrueAsync(_topology.Client);
    }

    [Fact]
    public async Task A_snapshot_of_both_shards_comes_back_row_for_row_where_it_was()
    {
        using var other = await NewStoreAsync();
        var (source, target) = (new SnapshotStore(_topology), new SnapshotStore(other));
        var rollup = await StoreAssert.RollupAsync(_topology.Client);
        await source.TakeAsync(CancellationToken.None);
        await EventRows.AddAsync(_topology.Client, May, 9, sequence: 1000, accounts: 12);

        foreach (var partition in await source.PartitionsAsync(CancellationToken.None))
        {
            using var copy = new MemoryStream();
            await source.ReadAsync(partition, copy, CancellationToken.None);
            copy.Position = 0;
            await target.WriteAsync(partition, copy, CancellationToken.None);
        }

        await source.DropAsync(CancellationToken.None);
        Assert.Equal((2, 2), (source.ShardCount, target.ShardCount));
        Assert.Equal(60, await EventRows.CountAsync(other.Client));
        Assert.Equal(rollup, await StoreAssert.RollupAsync(other.Client));
        await StoreAssert.RollupIsTrueAsync(other.Client);
        Assert.Equal(0, await EventRows.CountAsync(_topology.Shards[1], "system.tables", "database = currentDatabase() AND startsWith(name, 'snapshot_')"));
        Assert.Equal(69, await EventRows.CountAsync(_topology.Client));
    }

    [Fact]
    public async Task A_partition_of_a_shard_that_is_not_there_is_refused()
    {
        using var single = await NewStoreAsync();

        var fault = await Assert.ThrowsAsync<ArgumentException>(() => new SnapshotStore(single).WriteAsync(new SnapshotPartition("events_local", "202605", 1, Shard: 2), Stream.Null, CancellationToken.None));

        Assert.Contains("of shard 2; the store has 2", fault.Message, StringComparison.Ordinal);
    }

    private async Task<AuditTotals> AuditAsync(bool repair)
    {
        var audit = new MonthAudit(_store, new LandingStore(_topology), new RawHorizon(new RetentionOptions { EventsDays = 0 }, TimeProvider.System));
        var totals = new AuditTotals();
        foreach (var month in await _store.MonthsAsync(May, Ever, CancellationToken.None))
        {
            await audit.RunAsync(month, May, Ever, repair, totals, CancellationToken.None);
        }

        await _store.EndAsync(CancellationToken.None);
        return totals;
    }

    private async Task<StoreTopology> NewStoreAsync()
    {
        var topology = fixture.Shards.NewTopology();
        await new SchemaMigrator(topology).MigrateAsync(CancellationToken.None);
        return topology;
    }

    private Task OnShardAsync(int shard, string sql) => EventRows.ExecuteAsync(_topology.Shards[shard], sql);

    private async Task<List<long>> OnShardsAsync(string table)
    {
        List<long> rows = [];
        foreach (var shard in _topology.Shards)
        {
            rows.Add(await EventRows.CountAsync(shard, table));
        }

        return rows;
    }
}
