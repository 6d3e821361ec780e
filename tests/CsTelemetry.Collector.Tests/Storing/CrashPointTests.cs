using CsTelemetry.ClickHouse;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>Starts from what a crash between any two steps leaves behind.</summary>
[Collection(RealStoreTests.Name)]
public sealed class CrashPointTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private const int AuditFoundFaults = 3003;

    private readonly ScratchFolder _folder = new();
    private readonly List<ValidatedBatch> _batches = [.. new StoreEvents(31).Many(10, events: 60)];
    private ClickHouseClient _client = null!;

    public async Task InitializeAsync() => _client = await fixture.NewStoreAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public Task After_a_pin() => RestartedAfterAsync((pipeline, cuts) => pipeline.PinAsync(cuts[0]));

    [Fact]
    public Task After_all_pins() => RestartedAfterAsync(async (pipeline, cuts) =>
    {
        foreach (var cut in cuts)
        {
            await pipeline.PinAsync(cut);
        }
    });

    [Fact]
    public Task After_an_insert() => RestartedAfterAsync(async (pipeline, cuts) =>
    {
        await pipeline.PinAsync(cuts[0]);
        await pipeline.InsertAsync(cuts[0]);
    });

    [Fact]
    public Task After_an_insert_and_the_next_pin() => RestartedAfterAsync(async (pipeline, cuts) =>
    {
        await pipeline.PinAsync(cuts[0]);
        await pipeline.InsertAsync(cuts[0]);
        await pipeline.PinAsync(cuts[1]);
    });

    [Fact]
    public Task After_all_inserts_and_before_the_checkpoint() => RestartedAfterAsync(async (pipeline, cuts) =>
    {
        foreach (var cut in cuts)
        {
            await pipeline.PinAsync(cut);
            await pipeline.InsertAsync(cut);
        }

        Assert.True((await new LandingAudit(pipeline.Store, pipeline.Log.Id).RunAsync([.. cuts.Select(cut => cut.Footprint)], CancellationToken.None)).IsClean);
    });

    [Fact]
    public Task After_the_checkpoint_of_some() => RestartedAfterAsync(async (pipeline, cuts) =>
    {
        await pipeline.PinAsync(cuts[0]);
        await pipeline.InsertAsync(cuts[0]);
        await pipeline.PinAsync(cuts[1]);
        await pipeline.InsertAsync(cuts[1]);
        await new ControlLog(pipeline.Log).CheckpointAsync(new(cuts[0].Range.Last, cuts[0].Range.EventCount), CancellationToken.None);
    });

    private async Task RestartedAfterAsync(Func<StorePipeline, List<Cut>, Task> untilTheCrash)
    {
        await using (var crashed = new StorePipeline(_folder.Path, _client))
        {
            await crashed.AcceptAsync(_batches);
            var cuts = await crashed.CutAsync();
            Assert.True(cuts.Count > 2);
            await untilTheCrash(crashed, cuts);
        }

        await using var restarted = new StorePipeline(_folder.Path, _client);
        Assert.Equal(600, restarted.Books.Read().Accepted);
        await restarted.RunUntilVerifiedAsync();

        await StoreAssert.HoldsOnceAsync(_client, _batches);
        Assert.DoesNotContain(AuditFoundFaults, restarted.Messages.Ids);
        Assert.Equal((600, 600, 0), (restarted.Books.Read().Accepted, restarted.Books.Read().Verified, restarted.Books.Read().Pending));
    }
}
