using System.Diagnostics;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Hosting;
using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>What had been verified is damaged, as by a power cut of the store's machine; when the store comes back, it is found and mended.</summary>
[Collection(SecondStoreTests.Name)]
public sealed class RestartAuditTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private const int AuditFoundFaults = 3003;
    private const int AuditedAfterRestart = 3010;

    private readonly ScratchFolder _folder = new();
    private readonly List<ValidatedBatch> _batches = [.. new StoreEvents(61).Many(10, events: 60)];
    private ClickHouseClient _client = null!;

    public async Task InitializeAsync() => _client = await fixture.NewStoreAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("ALTER TABLE events DELETE WHERE quantity > 3 SETTINGS mutations_sync = 2")]
    [InlineData("ALTER TABLE usage_daily DELETE WHERE kind = 'login' SETTINGS mutations_sync = 2")]
    [InlineData("INSERT INTO events SELECT * FROM events WHERE wal_batch = (SELECT min(wal_batch) FROM events)")]
    [InlineData("ALTER TABLE events DROP PARTITION 202605")]
    public async Task What_was_lost_after_its_checkpoint_is_mended_at_the_next_start(string damage)
    {
        await using (var first = Open())
        {
            await first.AcceptAsync(_batches);
            await first.RunUntilVerifiedAsync();
            Assert.DoesNotContain(AuditFoundFaults, first.Messages.Ids);
        }

        await StoreAssert.ExecuteAsync(_client, damage);
        await using var restarted = Open();
        await RunOnceAsync(restarted);

        await StoreAssert.HoldsOnceAsync(_client, _batches);
        Assert.Contains(AuditFoundFaults, restarted.Messages.Ids);
        Assert.Equal((600, 0), (restarted.Books.Read().Verified, restarted.Books.Read().Pending));
    }

    [Fact]
    public async Task A_restart_of_the_store_alone_is_noticed_and_what_it_lost_is_mended()
    {
        await using var server = new EmbeddedClickHouse(new EmbeddedClickHouseOptions { DataDirectory = _folder.File("store") });
        await server.StartAsync(CancellationToken.None);
        using var client = await ClientAsync(server);
        await using var pipeline = new StorePipeline(_folder.Path, client);
        await pipeline.AcceptAsync(_batches);
        pipeline.Start();
        await pipeline.VerifiedAsync();
        await pipeline.MessageAsync(AuditedAfterRestart, times: 1);
        await StoreAssert.ExecuteAsync(client, "ALTER TABLE events DELETE WHERE quantity > 3 SETTINGS mutations_sync = 2");

        using (var host = Process.GetProcessById(server.ProcessId!.Value))
        {
            host.Kill();
        }

        await pipeline.MessageAsync(AuditedAfterRestart, times: 2);
        await pipeline.StopAsync();
        await StoreAssert.HoldsOnceAsync(client, _batches);
        Assert.Contains(AuditFoundFaults, pipeline.Messages.Ids);
    }

    [Fact]
    public async Task What_was_erased_is_not_brought_back()
    {
        await using (var first = Open())
        {
            await first.AcceptAsync(_batches);
            await first.RunUntilVerifiedAsync();
            await first.Taker.TakeAsync("demo", "üser-1", "");
        }

        await StoreAssert.ExecuteAsync(_client, "ALTER TABLE events DELETE WHERE user_id = 'üser-1' AND tenant = 'demo' SETTINGS mutations_sync = 2");
        await StoreAssert.ExecuteAsync(_client, "ALTER TABLE usage_daily DELETE WHERE user_id = 'üser-1' AND tenant = 'demo' SETTINGS mutations_sync = 2");
        await using var restarted = Open();
        await RunOnceAsync(restarted);

        Assert.DoesNotContain(AuditFoundFaults, restarted.Messages.Ids);
        var left = await _client.QueryAsync("SELECT count() FROM events WHERE user_id = 'üser-1' AND tenant = 'demo'", null, row => row.ReadUInt64(), CancellationToken.None);
        Assert.Equal(0UL, left[0]);
    }

    private static async Task<ClickHouseClient> ClientAsync(EmbeddedClickHouse server)
    {
        var client = new ClickHouseClient(server.Endpoint.WithDatabase("telemetry"));
        await new SchemaMigrator(client).MigrateAsync(CancellationToken.None);
        return client;
    }

    private static async Task RunOnceAsync(StorePipeline pipeline)
    {
        pipeline.Start();
        await pipeline.MessageAsync(AuditedAfterRestart, times: 1);
        await pipeline.StopAsync();
    }

    private StorePipeline Open() => new(_folder.Path, _client);
}
