using CsTelemetry.ClickHouse.Native;
using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.ClickHouse.Tests.Servers;

namespace CsTelemetry.ClickHouse.Tests.Hosting;

[Collection(EmbeddedServerTests.Name)]
public sealed class KillDuringInsertTests : IDisposable
{
    private const int Rows = 100_000;
    private readonly NativeBlockWriter _writer = new();

    public void Dispose() => _writer.Dispose();

    [Fact]
    public async Task A_block_whose_insert_was_killed_counts_once_after_it_is_sent_again()
    {
        await using var own = await OwnServer.StartAsync();
        await new SchemaMigrator(own.Client).MigrateAsync(CancellationToken.None);
        foreach (var stage in new[] { Stage.RowsArrive, Stage.RawIsStored })
        {
            var batch = (ulong)stage;
            var block = EventBlocks.Write(_writer, Rows, batch);
            var insert = own.Client.InsertNativeAsync("events", block, $"b{batch}", CancellationToken.None);
            await ReachedAsync(own.Client, stage, insert);
            own.Kill();
            // It may have been quicker than the kill; what is checked is true all the same.
            await Record.ExceptionAsync(() => insert);
            await own.RestartedAsync();

            await own.Client.InsertNativeAsync("events", block, $"b{batch}", CancellationToken.None);

            var expected = batch * Rows;
            Assert.Equal(new Books(expected, expected, expected * 5 / 2, expected * 5 / 2), await Books.ReadAsync(own.Client));
        }
    }

    private enum Stage
    {
        RowsArrive = 1,
        RawIsStored = 2,
    }

    private static async Task ReachedAsync(ClickHouseClient client, Stage stage, Task insert)
    {
        var sql = stage == Stage.RowsArrive
            ? "SELECT count() FROM system.processes WHERE query LIKE 'INSERT INTO events%'"
            : "SELECT count() FROM events WHERE wal_batch = 2";
        while (!insert.IsCompleted && (await client.QueryAsync(sql, null, row => row.ReadUInt64(), CancellationToken.None))[0] == 0)
        {
            // Asked again at once: the moment is short.
        }
    }
}
