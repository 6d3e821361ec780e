using System.Collections.Concurrent;
using CsTelemetry.Exporting;
using CsTelemetry.Protocol.V1;
using CsTelemetry.Sdk.Tests.Fakes;
using CsTelemetry.Wire;
using Xunit.Abstractions;

namespace CsTelemetry.Sdk.Tests.Exporting;

/// <summary>A collector that takes smaller batches than the client makes.</summary>
public sealed class SplitSendingTests(ITestOutputHelper output)
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_batch_that_is_too_large_arrives_in_parts_and_no_event_is_lost()
    {
        var collector = new NarrowCollector(maxBytes: 3_000);
        await using var client = TestClients.Scripted(collector, _time);
        TestClients.TrackMany(client, 400);

        var result = await client.FlushAsync(TestClients.Patience);

        Assert.Equal((400, 0), (result.Delivered, result.Rejected));
        Assert.Equal(Enumerable.Range(1, 400).Select(i => (ulong)i), collector.Events.Select(one => one.Sequence).Order());
        Assert.All(collector.Taken.Values, part => Assert.InRange(part.CalculateSize(), 1, 3_000));
        Books.AssertBalanced(client.GetStats());
    }

    [Fact]
    public async Task Only_the_event_that_is_itself_too_large_is_rejected()
    {
        var collector = new NarrowCollector(maxBytes: 3_000);
        await using var client = TestClients.Scripted(collector, _time);
        TestClients.TrackMany(client, 30);
        client.TrackFeature("large", "a", "u", new() { Properties = [.. Enumerable.Range(0, 4).Select(i => new TelemetryProperty($"p{i}", new string('x', 1_000)))] });
        TestClients.TrackMany(client, 30);

        var result = await client.FlushAsync(TestClients.Patience);

        Assert.Equal((60, 1), (result.Delivered, result.Rejected));
        Assert.Equal(1, client.GetStats().Rejected.TooLarge);
        Assert.DoesNotContain(collector.Events, one => one.Feature == "large");
        Books.AssertBalanced(client.GetStats());
    }

    [Fact]
    public async Task Parts_that_were_delivered_before_another_failed_are_recognised_when_all_come_again()
    {
        // The whole, two halves of which the first is too large, …: some parts are in when the fifth attempt fails.
        var collector = new NarrowCollector(maxBytes: 3_000) { FailingAttempts = [5, 9] };
        await using var client = TestClients.Scripted(collector, _time);
        TestClients.TrackMany(client, 200);
        var flush = client.FlushAsync(TestClients.Patience);

        // The dice show 1: the rests are 500 ms and 1 s.
        await _time.UntilTimerAsync(TimeSpan.FromMilliseconds(500));
        _time.Advance(TimeSpan.FromMilliseconds(500));
        await _time.UntilTimerAsync(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(200, (await flush).Delivered);
        Assert.Equal(200, collector.Events.Count());
        Assert.Equal(200, collector.Events.Select(one => one.Sequence).Distinct().Count());
        Assert.True(collector.Repeats > 0);
    }

    [Fact]
    public async Task Whatever_the_sizes_and_the_limit_each_event_is_delivered_or_rejected_once()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            var limit = random.Next(400, 6_000);
            var collector = new NarrowCollector(limit);
            await using var client = TestClients.Scripted(collector, _time);
            var count = random.Next(1, 500);
            for (var i = 0; i < count; i++)
            {
                Assert.True(client.TrackFeature("f", "a", "u", new() { Properties = [new("p", new string('x', random.Next(10) == 0 ? random.Next(1_000) : 5))] }));
            }

            var result = await client.FlushAsync(TestClients.Patience);

            var arrived = collector.Events.Select(one => one.Sequence).ToList();
            Assert.True(result.Remaining == 0 && result.Delivered + result.Rejected == count, $"seed {seed}, round {round}: {result}");
            Assert.Equal(arrived.Count, arrived.Distinct().Count());
            Assert.Equal(result.Delivered, arrived.Count);
        }
    }

    /// <summary>Takes batches up to a size, each once, and forgets none.</summary>
    private sealed class NarrowCollector(int maxBytes) : IBatchTransport
    {
        private int _attempts;

        public int[] FailingAttempts { get; init; } = [];

        public int Repeats { get; private set; }

        public ConcurrentDictionary<ulong, PublishRequest> Taken { get; } = new();

        public IEnumerable<Event> Events => Taken.Values.SelectMany(part => part.Events);

        public Task<AttemptResult> SendAsync(ReadOnlyMemory<byte> frame, CancellationToken abort)
        {
            var request = ScriptedTransport.Parse(frame.ToArray());
            if (FailingAttempts.Contains(++_attempts))
            {
                return Task.FromResult(AttemptResult.Retry("down"));
            }

            if (request.CalculateSize() > maxBytes)
            {
                return Task.FromResult(AttemptResult.TooLarge("more than I take"));
            }

            var isNew = Taken.TryAdd(request.BatchSequence, request);
            Repeats += isNew ? 0 : 1;
            return Task.FromResult(AttemptResult.Answered(new PublishReply(request.BatchSequence, (uint)request.Events.Count, [], null, !isNew)));
        }

        public Task<ForgetAttempt> ForgetAsync(string userId, string? accountId, CancellationToken abort) =>
            Task.FromResult(ForgetAttempt.Refused("not here"));

        public void Dispose()
        {
        }
    }
}
