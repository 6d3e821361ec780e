using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Snapshots;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Administering;

/// <summary>Copies the tables of a real ClickHouse at one moment, and loads them into another database.</summary>
[Collection(SecondStoreTests.Name)]
public sealed class SnapshotTests(StoreFixture fixture) : IAsyncLifetime
{
    private ClickHouseClient _client = null!;
    private ClickHouseClient _other = null!;
    private SnapshotStore _store = null!;

    public async Task InitializeAsync()
    {
        (_client, _other) = (await fixture.NewStoreAsync(), await fixture.NewStoreAsync());
        _store = new SnapshotStore(_client);
        await EventRows.AddAsync(_client, new DateOnly(2026, 5, 1), 50);
        await EventRows.AddAsync(_client, new DateOnly(2026, 5, 1), 50);
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        _other.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task What_was_stored_at_the_moment_comes_back_row_for_row_and_what_came_later_does_not()
    {
        await _store.TakeAsync(CancellationToken.None);
        var rollup = await StoreAssert.RollupAsync(_client);
        await EventRows.AddAsync(_client, new DateOnly(2026, 6, 1), 9, sequence: 1000);

        await CopyAsync(partition => partition);

        Assert.Equal(100, await EventRows.CountAsync(_other));
        Assert.Equal(rollup, await StoreAssert.RollupAsync(_other));
        await StoreAssert.RollupIsTrueAsync(_other);
        Assert.Equal(109, await EventRows.CountAsync(_client));
    }

    [Fact]
    public async Task Nothing_of_a_snapshot_is_left_behind()
    {
        await _store.TakeAsync(CancellationToken.None);
        await _store.TakeAsync(CancellationToken.None);
        await _store.DropAsync(CancellationToken.None);

        Assert.Equal(0, await EventRows.CountAsync(_client, "system.tables", "database = currentDatabase() AND startsWith(name, 'snapshot_')"));
        Assert.Contains("erasures", await _store.TablesAsync(CancellationToken.None));
        Assert.DoesNotContain("schema_migrations", await _store.TablesAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_partition_that_does_not_have_the_rows_it_had_is_refused()
    {
        await _store.TakeAsync(CancellationToken.None);

        var fault = await Assert.ThrowsAsync<IOException>(() => CopyAsync(partition => partition with { Rows = partition.Rows + 1 }));

        Assert.Contains("instead of", fault.Message, StringComparison.Ordinal);
    }

    private async Task CopyAsync(Func<SnapshotPartition, SnapshotPartition> change)
    {
        var target = new SnapshotStore(_other);
        foreach (var partition in await _store.PartitionsAsync(CancellationToken.None))
        {
            using var copy = new MemoryStream();
            await _store.ReadAsync(partition, copy, CancellationToken.None);
            copy.Position = 0;
            await target.WriteAsync(change(partition), copy, CancellationToken.None);
        }
    }
}
