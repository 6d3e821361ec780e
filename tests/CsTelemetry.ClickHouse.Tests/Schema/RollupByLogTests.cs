using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.ClickHouse.Native;
using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.ClickHouse.Tests.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.ClickHouse.Tests.Schema;

/// <summary>Takes a database to the rollup that has a partition for each log, with inserts on both sides.</summary>
[Collection(EmbeddedServerTests.Name)]
public sealed class RollupByLogTests(EmbeddedFixture fixture) : IAsyncLifetime, IDisposable
{
    private const ulong Log = 7;
    private static readonly DateOnly[] Days = [new(2025, 6, 14), new(2025, 6, 15)];

    private readonly NativeBlockWriter _writer = new();
    private ClickHouseClient _client = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewDatabaseAsync();
        await new SchemaMigrator(_client, [.. MigrationCatalog.Load().Take(3)], TimeProvider.System, NullLogger.Instance).MigrateAsync(CancellationToken.None);
        await InsertAsync("landed before", walBatch: 1);
        await new SchemaMigrator(_client).MigrateAsync(CancellationToken.None);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _client.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public async Task What_landed_before_is_in_the_new_rollup_and_what_comes_after_is_added()
    {
        var before = await Books.ReadAsync(_client);
        await InsertAsync("new", walBatch: 2);
        await InsertAsync("new", walBatch: 2);

        var after = await Books.ReadAsync(_client);
        Assert.Equal((600UL, 600UL, before.RawQuantity), (before.RawRows, before.RollupEvents, before.RollupQuantity));
        Assert.Equal((1200UL, 1200UL, after.RawQuantity), (after.RawRows, after.RollupEvents, after.RollupQuantity));
    }

    [Fact]
    public async Task What_is_sent_again_across_the_change_is_found_by_the_audit_and_mended()
    {
        var before = await Books.ReadAsync(_client);
        var store = new LandingStore(_client);
        await InsertAsync("landed before", walBatch: 1);
        Assert.Equal(2, (await store.CompareRollupAsync(Log, Days, CancellationToken.None)).Count);

        await store.RebuildRollupAsync(Log, 202506, CancellationToken.None);

        Assert.Equal(before, await Books.ReadAsync(_client));
        Assert.Empty(await store.CompareRollupAsync(Log, Days, CancellationToken.None));
    }

    [Fact]
    public async Task Rebuilding_one_log_leaves_the_others_alone()
    {
        await _client.ExecuteAsync("INSERT INTO events SELECT * REPLACE (8 AS wal_id) FROM events", null, CancellationToken.None);
        var right = await Books.ReadAsync(_client);
        await _client.ExecuteAsync("ALTER TABLE usage_daily DELETE WHERE user_id = 'user-3' SETTINGS mutations_sync = 1", null, CancellationToken.None);
        var store = new LandingStore(_client);

        await store.RebuildRollupAsync(Log, 202506, CancellationToken.None);

        Assert.Empty(await store.CompareRollupAsync(Log, Days, CancellationToken.None));
        Assert.NotEmpty(await store.CompareRollupAsync(8, Days, CancellationToken.None));
        await store.RebuildRollupAsync(202506, CancellationToken.None);
        Assert.Equal(right, await Books.ReadAsync(_client));
    }

    private Task InsertAsync(string token, ulong walBatch) =>
        _client.InsertNativeAsync("events", EventBlocks.Write(_writer, 600, walBatch), token, CancellationToken.None);
}
