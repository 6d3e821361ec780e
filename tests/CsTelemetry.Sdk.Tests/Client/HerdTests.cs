using System.Collections.Concurrent;
using CsTelemetry.Exporting;
using CsTelemetry.Sdk.Tests.Fakes;
using CsTelemetry.Wire;
using Xunit.Abstractions;

namespace CsTelemetry.Sdk.Tests.Client;

/// <summary>Watches a thousand clients arrive at one collector.</summary>
[Collection(nameof(Alone))]
public sealed class HerdTests(ITestOutputHelper output)
{
    private const int Clients = 1_000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Bin = TimeSpan.FromMilliseconds(100);

    [Fact]
    public Task A_thousand_clients_that_start_together_do_not_arrive_together() => WatchAsync(down: TimeSpan.Zero);

    [Fact]
    public Task A_thousand_clients_do_not_arrive_together_after_an_outage() => WatchAsync(down: TimeSpan.FromSeconds(20));

    private async Task WatchAsync(TimeSpan down)
    {
        var random = new Random(20261122);
        var time = new ManualTimeProvider();
        var door = new Door(time, time.GetUtcNow() + down);
        var clients = Enumerable.Range(0, Clients).Select(_ => CsTelemetryClient.Create(
            TestClients.Options(), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, time, door, Locked(random))).ToList();

        for (var left = down + TimeSpan.FromSeconds(20); left > TimeSpan.Zero; left -= Tick)
        {
            clients.ForEach(client => client.TrackFeature("f", "a", "u"));
            time.Advance(Tick);
            await QuietAsync();
        }

        var arrivals = door.Arrivals.ToList();
        clients.ForEach(client => client.Dispose());
        var bins = arrivals.CountBy(at => (at - door.UpFrom).Ticks / Bin.Ticks).Where(bin => bin.Key >= 0).ToList();
        var mean = bins.Sum(bin => bin.Value) / (TimeSpan.FromSeconds(20) / Bin);
        var peak = bins.Max(bin => bin.Value);
        output.WriteLine($"peak {peak} and mean {mean:F1} arrivals in 100 ms: {peak / mean:F2} times");
        Assert.InRange(peak, 1, 3 * mean);
    }

    private static Func<double> Locked(Random random) => () =>
    {
        lock (random)
        {
            return random.NextDouble();
        }
    };

    // What the clock has woken runs on the pool's threads; the clock must not run ahead of it.
    private static async Task QuietAsync()
    {
        for (var quiet = 0; quiet < 3;)
        {
            await Task.Yield();
            quiet = ThreadPool.PendingWorkItemCount == 0 ? quiet + 1 : 0;
        }
    }

    /// <summary>Notes when batches arrive; refuses them until it is up.</summary>
    private sealed class Door(TimeProvider time, DateTimeOffset upFrom) : IBatchTransport
    {
        public ConcurrentQueue<DateTimeOffset> Arrivals { get; } = new();

        public DateTimeOffset UpFrom => upFrom;

        public Task<AttemptResult> SendAsync(ReadOnlyMemory<byte> frame, CancellationToken abort)
        {
            var now = time.GetUtcNow();
            Arrivals.Enqueue(now);
            var request = ScriptedTransport.Parse(frame.ToArray());
            return Task.FromResult(now < upFrom
                ? AttemptResult.Retry("down")
                : AttemptResult.Answered(new PublishReply(request.BatchSequence, (uint)request.Events.Count, [], null, false)));
        }

        public Task<ForgetAttempt> ForgetAsync(string userId, string? accountId, CancellationToken abort) =>
            Task.FromResult(ForgetAttempt.Refused("not here"));

        public void Dispose()
        {
        }
    }
}
