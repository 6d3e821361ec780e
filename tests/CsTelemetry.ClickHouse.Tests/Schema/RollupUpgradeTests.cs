using CsTelemetry.ClickHouse.Native;
using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.ClickHouse.Tests.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.ClickHouse.Tests.Schema;

/// <summary>Takes a database from the view that grouped (migration 2) to the one that does not (3), with inserts on both sides.</summary>
[Collection(EmbeddedServerTests.Name)]
public sealed class RollupUpgradeTests(EmbeddedFixture fixture) : IAsyncLifetime, IDisposable
{
    private const ulong RowCount = 600;
    private const string DistinctKeys = "uniqExact(tenant, account_id, kind, feature, day, user_id, platform, actor_kind)";

    private readonly NativeBlockWriter _writer = new();
    private ClickHouseClient _client = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewDatabaseAsync();
        await new SchemaMigrator(_client, [.. MigrationCatalog.Load().Take(2)], TimeProvider.System, NullLogger.Instance).MigrateAsync(CancellationToken.None);
        await InsertAsync("landed before", walBatch: 1);
        await new SchemaMigrator(_client, [.. MigrationCatalog.Load().Take(3)], TimeProvider.System, NullLogger.Instance).MigrateAsync(CancellationToken.None);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _client.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public async Task What_landed_before_and_is_sent_again_after_counts_once_in_raw_and_rollup()
    {
        var before = await Books.ReadAsync(_client);

        await InsertAsync("landed before", walBatch: 1);

        Assert.Equal((RowCount, RowCount), (before.RawRows, before.RollupEvents));
        Assert.Equal(before, await Books.ReadAsync(_client));
    }

    [Fact]
    public async Task So_does_what_another_version_would_lay_out_in_other_bytes()
    {
        var before = await Books.ReadAsync(_client);

        await InsertAsync("landed before", walBatch: 2);

        Assert.Equal(before, await Books.ReadAsync(_client));
    }

    [Fact]
    public async Task What_comes_after_is_rolled_up_once_and_its_repetition_is_not()
    {
        await InsertAsync("new", walBatch: 2);
        await InsertAsync("new", walBatch: 2);

        var books = await Books.ReadAsync(_client);
        Assert.Equal((2 * RowCount, 2 * RowCount), (books.RawRows, books.RollupEvents));
        Assert.Equal(books.RawQuantity, books.RollupQuantity);
    }

    [Fact]
    public async Task The_rows_of_one_insert_are_added_up_before_they_are_written()
    {
        await _client.ExecuteAsync("TRUNCATE TABLE usage_daily", null, CancellationToken.None);
        await InsertAsync("new", walBatch: 2, rows: 30_000);

        Assert.Equal(
            await NumberAsync($"SELECT {DistinctKeys} FROM events WHERE wal_batch = 2"),
            await NumberAsync("SELECT count() FROM usage_daily"));
    }

    private Task InsertAsync(string token, ulong walBatch, int rows = (int)RowCount) =>
        _client.InsertNativeAsync("events", EventBlocks.Write(_writer, rows, walBatch), token, CancellationToken.None);

    private async Task<ulong> NumberAsync(string sql)
    {
        var rows = await _client.QueryAsync(sql, null, row => row.ReadUInt64(), CancellationToken.None);
        return rows[0];
    }
}
