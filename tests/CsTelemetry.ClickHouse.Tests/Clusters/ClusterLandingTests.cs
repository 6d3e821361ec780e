using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.ClickHouse.Native;
using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.ClickHouse.Tests.Servers;

namespace CsTelemetry.ClickHouse.Tests.Clusters;

/// <summary>Lands blocks on two real shards, mends them, and takes one shard away in the middle.</summary>
public sealed class ClusterLandingTests : IAsyncLifetime, IDisposable
{
    private const int AllConnectionTriesFailed = 279;
    private const ulong Log = 7;
    private const int Month = 202506;
    private static readonly DateOnly[] Days = [new(2025, 6, 14), new(2025, 6, 15)];

    private readonly NativeBlockWriter _writer = new();
    private TwoShards _shards = null!;
    private StoreTopology _topology = null!;
    private LandingStore _store = null!;

    public async Task InitializeAsync()
    {
        _shards = await TwoShards.StartAsync();
        _topology = _shards.NewTopology();
        await new SchemaMigrator(_topology).MigrateAsync(CancellationToken.None);
        _store = new LandingStore(_topology);
    }

    public async Task DisposeAsync() => await _shards.DisposeAsync();

    public void Dispose()
    {
        _topology.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public async Task A_block_sent_twice_lands_once_split_by_account_and_its_rollup_with_it()
    {
        await InsertAsync("one", 1);
        await InsertAsync("one", 1);

        Assert.Equal(new Books(600, 600, 1500, 1500), await Books.ReadAsync(_topology.Client));
        var first = await AccountsAsync(_topology.Shards[0]);
        var second = await AccountsAsync(_topology.Shards[1]);
        Assert.NotEmpty(first);
        Assert.NotEmpty(second);
        Assert.Empty(first.Intersect(second));
        Assert.Equal(600, Assert.Single(await CountAsync(1)).Rows);
    }

    [Fact]
    public async Task What_a_shard_lost_is_found_and_mended_on_that_shard()
    {
        await InsertAsync("one", 1);
        await _topology.Shards[1].ExecuteAsync("ALTER TABLE usage_daily_local DELETE WHERE kind = 'login' SETTINGS mutations_sync = 1", null, CancellationToken.None);
        Assert.Equal(2, (await _store.CompareRollupAsync(Log, Days, CancellationToken.None)).Count);

        await _store.RebuildRollupAsync(Log, Month, CancellationToken.None);

        Assert.Empty(await _store.CompareRollupAsync(Log, Days, CancellationToken.None));
        Assert.Equal(new Books(600, 600, 1500, 1500), await Books.ReadAsync(_topology.Client));
    }

    [Fact]
    public async Task A_batch_is_deleted_from_every_shard_and_can_be_sent_again_under_a_new_token()
    {
        await InsertAsync("one", 1);
        await InsertAsync("two", 1000);

        await _store.DeleteAsync(Log, 1, Month, CancellationToken.None);
        Assert.Empty(await CountAsync(1));
        await InsertAsync("one again", 1);
        await _store.RebuildRollupAsync(Log, Month, CancellationToken.None);

        Assert.Equal(new Books(1200, 1200, 3000, 3000), await Books.ReadAsync(_topology.Client));
    }

    [Fact]
    public async Task While_a_shard_is_down_reads_fail_and_inserts_wait_and_then_all_of_it_is_there_once()
    {
        await InsertAsync("one", 1);
        await _shards.StopSecondAsync();

        var read = await Assert.ThrowsAsync<ClickHouseException>(() => Books.ReadAsync(_topology.Client));
        var write = await Assert.ThrowsAsync<ClickHouseException>(() => InsertAsync("two", 1000));
        Assert.Equal((AllConnectionTriesFailed, true), (read.Code, read.IsTransient));
        Assert.True(write.IsTransient, write.Message);

        await _shards.StartSecondAsync();
        await InsertAsync("two", 1000);
        await InsertAsync("two", 1000);

        Assert.Equal(new Books(1200, 1200, 3000, 3000), await Books.ReadAsync(_topology.Client));
        Assert.Equal(600, Assert.Single(await CountAsync(1000)).Rows);
        Assert.Empty(await _store.CompareRollupAsync(Log, Days, CancellationToken.None));
    }

    private Task InsertAsync(string token, ulong walBatch) => _store.InsertAsync(EventBlocks.Write(_writer, 600, walBatch), token, CancellationToken.None);

    private Task<List<LandedCount>> CountAsync(ulong batch) => _store.CountAsync(Log, [batch], Days[0], Days[1], CancellationToken.None);

    private static Task<List<string>> AccountsAsync(ClickHouseClient shard) =>
        shard.QueryAsync("SELECT DISTINCT account_id FROM events_local ORDER BY account_id", null, row => row.ReadString(), CancellationToken.None);
}
