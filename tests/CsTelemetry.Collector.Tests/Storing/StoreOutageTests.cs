using CsTelemetry.ClickHouse;
using CsTelemetry.Collector.Hosting;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>ClickHouse is away for an hour of hand-moved time, and comes back.</summary>
[Collection(SecondStoreTests.Name)]
public sealed class StoreOutageTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Outage = TimeSpan.FromHours(1);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    private readonly ScratchFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly int _port = PortForwarder.DrawPort();
    private readonly StoreOptions _options = new() { MaxBatchEvents = 1000 };
    private ClickHouseClient _direct = null!;

    public async Task InitializeAsync() => _direct = await fixture.NewStoreAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _direct.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Everything_lands_once_attempts_are_spaced_and_readiness_says_why_meanwhile()
    {
        var endpoint = _direct.Endpoint;
        using var client = new ClickHouseClient(new ClickHouseEndpoint(new Uri($"http://127.0.0.1:{_port}"), endpoint.User, endpoint.Password, endpoint.Database));
        await using var pipeline = new StorePipeline(_folder.Path, client, time: _time, options: _options);
        var readiness = new Readiness(pipeline.Health);
        readiness.SchemaIsCurrent();
        var batches = new StoreEvents(71).Many(20, events: 60).ToList();
        await pipeline.AcceptAsync(batches.Take(10));
        pipeline.Start();

        await pipeline.FailureAsync("");
        var away = await PassAsync(pipeline, Outage);
        Assert.False(readiness.Check().Ready);
        Assert.Contains("was not reached", readiness.Check().Store);

        // Full jitter below a ceiling of ten seconds: hundreds of attempts in an hour, not thousands, and none too late.
        Assert.InRange(away, 3600 / 10, 3600 * 2);
        await pipeline.AcceptAsync(batches.Skip(10));
        Assert.Equal(1200, pipeline.Books.Read().Pending);

        await using (new PortForwarder(_port, endpoint.Url))
        {
            await AdvanceUntilAsync(pipeline.VerifiedAsync());
            await pipeline.StopAsync();
        }

        Assert.True(readiness.Check().Ready);
        await StoreAssert.HoldsOnceAsync(_direct, batches);
        Assert.Equal((1200, 0), (pipeline.Books.Read().Verified, pipeline.Books.Read().Pending));
    }

    /// <summary>Lets time pass, no faster than the writer uses it, and counts its failures.</summary>
    private async Task<int> PassAsync(StorePipeline pipeline, TimeSpan time)
    {
        var before = pipeline.Failures.Ids.Count;
        for (var passed = TimeSpan.Zero; passed < time; passed += Step)
        {
            // The next attempt is under way or waits for a timer; only the latter is to be hurried.
            await _time.SomebodyWaitsAsync();
            _time.Advance(Step);
        }

        return pipeline.Failures.Ids.Count - before;
    }

    private async Task AdvanceUntilAsync(Task done)
    {
        while (!done.IsCompleted)
        {
            _time.Advance(Step);
            await Task.WhenAny(done, Task.Delay(TimeSpan.FromMilliseconds(1)));
        }

        await done;
    }
}
