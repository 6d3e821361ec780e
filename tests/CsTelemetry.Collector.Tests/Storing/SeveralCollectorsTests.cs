using CsTelemetry.ClickHouse;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>Two collectors on one store: one repairs what a crash left while the other goes on inserting into the same months.</summary>
[Collection(SecondStoreTests.Name)]
public sealed class SeveralCollectorsTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private const int RollupRebuilt = 3005;

    private readonly ScratchFolder _mending = new();
    private readonly ScratchFolder _inserting = new();
    private readonly List<ValidatedBatch> _mended = [.. new StoreEvents(91).Many(10, events: 60)];
    private readonly List<ValidatedBatch> _inserted = [.. Other(new StoreEvents(92).Many(120, events: 60))];
    private ClickHouseClient _client = null!;

    public async Task InitializeAsync() => _client = await fixture.NewStoreAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _client.Dispose();
        _mending.Dispose();
        _inserting.Dispose();
    }

    [Fact]
    public async Task A_repair_takes_nothing_from_what_another_collector_inserts_meanwhile()
    {
        await using (var crashed = new StorePipeline(_mending.Path, _client))
        {
            await crashed.AcceptAsync(_mended);
            foreach (var cut in await crashed.CutAsync())
            {
                await crashed.PinAsync(cut);
                await crashed.InsertAsync(cut);
            }

            await StoreAssert.ExecuteAsync(_client, "ALTER TABLE usage_daily DELETE WHERE user_id != '' SETTINGS mutations_sync = 1");
            await StoreAssert.ExecuteAsync(_client, "ALTER TABLE events DELETE WHERE kind = 'login' SETTINGS mutations_sync = 1");
        }

        await using var mending = new StorePipeline(_mending.Path, _client);
        await using var inserting = new StorePipeline(_inserting.Path, _client);
        inserting.Start();
        var inserts = InsertAllAsync(inserting);
        await mending.RunUntilVerifiedAsync();
        await inserts;
        await inserting.VerifiedAsync();
        await inserting.StopAsync();

        Assert.Contains(RollupRebuilt, mending.Messages.Ids);
        Assert.DoesNotContain(RollupRebuilt, inserting.Messages.Ids);
        await StoreAssert.HoldsOnceAsync(_client, _mended.Concat(_inserted));
    }

    private static IEnumerable<ValidatedBatch> Other(IEnumerable<ValidatedBatch> batches) => batches.Select(batch => batch with
    {
        Identity = batch.Identity with { ClientInstanceId = 5 },
        Events = [.. batch.Events.Select(sent => sent with { Sequence = sent.Sequence + 1_000_000_000 })],
    });

    // One after the other, each when the one before is on disk: inserts and audits go on all the time.
    private async Task InsertAllAsync(StorePipeline pipeline)
    {
        foreach (var batch in _inserted)
        {
            await pipeline.AcceptAsync([batch]);
        }
    }
}
