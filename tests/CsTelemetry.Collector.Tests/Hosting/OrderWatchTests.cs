using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Erasing;
using CsTelemetry.Collector.Api;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Hosting;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Storing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.Collector.Tests.Hosting;

/// <summary>Orders to erase between two collectors, each with its own log, on one real store.</summary>
[Collection(RealStoreTests.Name)]
public sealed class OrderWatchTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private const string User = "üser-1";
    private const int Erased = 3502;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ScratchFolder _here = new();
    private readonly ScratchFolder _there = new();
    private readonly StoreEvents _events = new(43);
    private readonly List<IDisposable> _toEnd = [];
    private ClickHouseClient _client = null!;
    private ErasureStore _store = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        _store = new ErasureStore(_client);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _toEnd.ForEach(each => each.Dispose());
        _client.Dispose();
        _here.Dispose();
        _there.Dispose();
    }

    [Fact]
    public async Task What_another_collector_holds_of_somebody_is_erased_too_and_the_receipt_waits_for_it()
    {
        var (known, waiting) = (_events.Many(4, events: 30).ToList(), _events.Many(5, events: 30).ToList());
        await using var here = new StorePipeline(_here.Path, _client);
        await using var there = new StorePipeline(_there.Path, _client);
        await here.AcceptAsync(known);
        await there.AcceptAsync(waiting);
        here.Start();
        await here.VerifiedAsync();
        var receipt = await OrderAsync(here);

        await Watch(here).LookAsync(CancellationToken.None);
        await Watch(there).LookAsync(CancellationToken.None);
        await here.Erased.Seen(Erased).WaitAsync(Limit);
        var half = (await FindAsync(here, receipt))!;
        there.Start();
        await there.Erased.Seen(Erased).WaitAsync(Limit);
        var whole = (await FindAsync(here, receipt))!;

        Assert.Equal((ErasureState.Pending, null, ErasureState.Pending), (half.State, half.RawRows, Assert.Single(half.Logs).State));
        Assert.Equal((ErasureState.Done, Of(known.Concat(waiting)), 0L), (whole.State, whole.RawRows, whole.RemainingRows));
        var log = Assert.Single(whole.Logs);
        Assert.Equal(($"{there.Log.Id:x16}", ErasureState.Done, Of(waiting)), (log.LogId, log.State, log.RawRows));
        Assert.Equal(log.DoneAt, whole.DoneAt);
        await StoreAssert.HoldsOnceAsync(_client, known.Concat(waiting).Select(Without));
    }

    [Fact]
    public async Task What_comes_late_is_refused_by_all_also_after_a_restart()
    {
        await using var here = new StorePipeline(_here.Path, _client);
        await using (var there = new StorePipeline(_there.Path, _client))
        {
            var receipt = await OrderAsync(here);
            await Watch(here).LookAsync(CancellationToken.None);
            await Watch(there).LookAsync(CancellationToken.None);
            Assert.Equal([receipt], there.Erasures.Unfinished().Select(entry => entry.Order.Receipt));
            Assert.Equal(here.Erasures.Unfinished().Select(entry => entry.Order), there.Erasures.Unfinished().Select(entry => entry.Order));
        }

        await using var restarted = new StorePipeline(_there.Path, _client);

        Assert.True(restarted.Tombstones.Of("demo")!.Cover("üser-1"u8, "account-1"u8, Sample.Now.ToUnixTimeMilliseconds()));
        Assert.False(restarted.Tombstones.Of("demo")!.Cover("üser-1"u8, "account-1"u8, here.Clock.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds()));
    }

    [Fact]
    public async Task An_order_is_taken_over_once_and_never_handed_back()
    {
        await using var here = new StorePipeline(_here.Path, _client);
        await using var there = new StorePipeline(_there.Path, _client);
        var (watch, other) = (Watch(here), Watch(there));
        await OrderAsync(here);
        var last = (Here: here.Log.LastDurableSequence, There: there.Log.LastDurableSequence);

        for (var look = 0; look < 3; look++)
        {
            await watch.LookAsync(CancellationToken.None);
            await other.LookAsync(CancellationToken.None);
        }

        await Watch(there).LookAsync(CancellationToken.None);

        Assert.Equal((last.Here, last.There + 1), (here.Log.LastDurableSequence, there.Log.LastDurableSequence));
        var shared = Assert.Single(await _store.Shared.SinceAsync(0, DateTimeOffset.UnixEpoch, 10, CancellationToken.None));
        Assert.Equal(here.Log.Id, shared.Log);
    }

    [Fact]
    public async Task An_order_too_old_for_a_late_event_is_not_taken_over()
    {
        await using var here = new StorePipeline(_here.Path, _client);
        await using var there = new StorePipeline(_there.Path, _client);
        await OrderAsync(here);
        await Watch(here).LookAsync(CancellationToken.None);
        there.Clock.Advance(ErasureBook.KeepFor + TimeSpan.FromMinutes(2));

        await Watch(there).LookAsync(CancellationToken.None);

        Assert.Empty(there.Erasures.Unfinished());
    }

    private OrderWatch Watch(StorePipeline pipeline)
    {
        var metrics = new ErasureMetrics(pipeline.Erasures, pipeline.Clock);
        var watch = new OrderWatch(_store.Shared, pipeline.Erasures, pipeline.Taker, metrics, pipeline.Log.Id, pipeline.Clock, NullLogger<OrderWatch>.Instance);
        _toEnd.AddRange([metrics, watch]);
        return watch;
    }

    private static async Task<string> OrderAsync(StorePipeline pipeline)
    {
        // Batches come in within milliseconds of the sample's time; the order comes after them.
        pipeline.Clock.Advance(TimeSpan.FromMinutes(1));
        return (await pipeline.Taker.TakeAsync("demo", User, "")).Receipt;
    }

    private Task<Erasure?> FindAsync(StorePipeline pipeline, string receipt) =>
        new ErasureReports(new ErasureQueries(_store), pipeline.Erasures).FindAsync("demo", receipt, CancellationToken.None);

    private static long Of(IEnumerable<ValidatedBatch> batches) =>
        batches.Where(batch => batch.Identity.Tenant == "demo").Sum(batch => batch.Events.Count(sent => sent.UserId == User));

    private static ValidatedBatch Without(ValidatedBatch batch) =>
        batch.Identity.Tenant == "demo" ? batch with { Events = [.. batch.Events.Where(sent => sent.UserId != User)] } : batch;
}
