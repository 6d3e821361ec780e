using CsTelemetry.Exporting;
using CsTelemetry.Sdk.Tests.Fakes;
using CsTelemetry.Wire;
using static CsTelemetry.Sdk.Tests.Fakes.ScriptedTransport;

namespace CsTelemetry.Sdk.Tests.Exporting;

public sealed class BatchSenderTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly ScriptedTransport _collector = new();

    [Fact]
    public async Task A_batch_that_failed_is_sent_again_with_the_same_bytes_but_for_a_fresh_sent_at()
    {
        _collector.Then(AttemptResult.Retry("down"));
        await using var client = Scripted();
        client.TrackFeature("f", "a", "u");
        var flush = client.FlushAsync(TestClients.Patience);

        var first = await _collector.NextAsync();
        await _time.UntilTimerAsync(TimeSpan.FromMilliseconds(500));
        _time.Advance(TimeSpan.FromMilliseconds(500));
        var second = await _collector.NextAsync();

        Assert.True((await flush).AllDelivered);
        Assert.Equal(first.SentAtUnixMs + 500, second.SentAtUnixMs);
        second.SentAtUnixMs = first.SentAtUnixMs;
        Assert.Equal(first, second);
        Assert.Equal(_collector.Frames.First().Length, _collector.Frames.Last().Length);
    }

    [Fact]
    public async Task A_collector_that_asks_for_time_is_left_alone_at_least_that_long()
    {
        _collector.Then(AttemptResult.Retry("busy", TimeSpan.FromSeconds(40)));
        await using var client = Scripted();
        client.TrackFeature("f", "a", "u");
        var flush = client.FlushAsync(TimeSpan.FromMinutes(5));
        await _collector.NextAsync();

        await _time.UntilTimerAsync(TimeSpan.FromSeconds(40));
        Assert.Single(_collector.Frames);
        _time.Advance(TimeSpan.FromSeconds(40));
        await _time.UntilTimerAsync(TimeSpan.FromMilliseconds(500));
        Assert.Single(_collector.Frames);
        _time.Advance(TimeSpan.FromMilliseconds(500));
        await _collector.NextAsync();

        Assert.True((await flush).AllDelivered);
    }

    [Fact]
    public async Task A_batch_older_than_its_age_limit_is_dropped_after_the_attempt_that_failed()
    {
        for (var i = 0; i < 3; i++)
        {
            _collector.Then(AttemptResult.Retry("down"));
        }

        await using var client = Scripted(options => options.MaxBatchAge = TimeSpan.FromSeconds(1.2));
        TestClients.TrackMany(client, 3);
        var flush = client.FlushAsync(TestClients.Patience);
        await _collector.NextAsync();
        await _time.UntilTimerAsync(TimeSpan.FromMilliseconds(500));
        _time.Advance(TimeSpan.FromMilliseconds(500));
        await _collector.NextAsync();

        // The next wait would be one second, and end past the limit.
        var result = await flush;

        Assert.Equal((0, 3, 0L, "down"), (result.Delivered, result.Dropped, result.Remaining, result.LastError));
        Assert.Equal(3, client.GetStats().Dropped.Expired);
        Books.AssertBalanced(client.GetStats());
    }

    [Fact]
    public async Task After_a_batch_expired_the_collector_is_still_left_alone_before_the_next()
    {
        _collector.Then(AttemptResult.Retry("busy", TimeSpan.FromSeconds(30)));
        await using var client = Scripted(options => options.MaxBatchAge = TimeSpan.FromSeconds(1));
        client.TrackFeature("f", "a", "u");
        await client.FlushAsync(TestClients.Patience);
        client.TrackFeature("f", "a", "u");
        var flush = client.FlushAsync(TimeSpan.FromMinutes(2));
        await _collector.NextAsync();

        await _time.UntilTimerAsync(TimeSpan.FromSeconds(30));
        Assert.Single(_collector.Frames);
        _time.Advance(TimeSpan.FromSeconds(30));
        await _time.UntilTimerAsync(TimeSpan.FromMilliseconds(500));
        _time.Advance(TimeSpan.FromMilliseconds(500));

        Assert.Equal(1, (await flush).Delivered);
    }

    [Fact]
    public async Task A_partly_rejected_batch_is_booked_by_code_and_never_sent_again()
    {
        _collector.Then(request => Reject(request, new(0, RejectionReason.TooLate), new(2, RejectionReason.InvalidValue)));
        await using var client = Scripted();
        TestClients.TrackMany(client, 5);

        var result = await client.FlushAsync(TestClients.Patience);

        Assert.Equal((3, 2, 0L), (result.Delivered, result.Rejected, result.Remaining));
        Assert.Equal("TooLate: too bad", result.LastError);
        var stats = client.GetStats();
        Assert.Equal((1, 1), (stats.Rejected.TooLate, stats.Rejected.InvalidValue));
        Books.AssertBalanced(stats);
        Assert.Single(_collector.Frames);
    }

    [Fact]
    public async Task A_refused_batch_is_rejected_whole_and_the_next_one_is_sent()
    {
        _collector.Then(AttemptResult.Refused(RejectionReason.Unauthenticated, "Unauthenticated: no such key"));
        await using var client = Scripted();
        TestClients.TrackMany(client, 4);
        var first = await client.FlushAsync(TestClients.Patience);
        TestClients.TrackMany(client, 2);
        var second = await client.FlushAsync(TestClients.Patience);

        Assert.Equal((0, 4, "Unauthenticated: no such key"), (first.Delivered, first.Rejected, first.LastError));
        Assert.True(second.AllDelivered);
        Assert.Equal((4, 2L), (client.GetStats().Rejected.Unauthenticated, client.GetStats().Delivered));
    }

    [Fact]
    public async Task A_duplicate_reply_counts_as_delivered_once()
    {
        _collector.Then(request => AttemptResult.Answered(new PublishReply(request.BatchSequence, 2, [], null, true)));
        await using var client = Scripted();
        TestClients.TrackMany(client, 2);

        Assert.Equal(2, (await client.FlushAsync(TestClients.Patience)).Delivered);
        Assert.Equal((2, 1L), (client.GetStats().Delivered, client.GetStats().DuplicateReplies));
    }

    [Fact]
    public async Task A_reply_that_does_not_add_up_is_not_taken_for_delivery()
    {
        _collector.Then(request => AttemptResult.Answered(new PublishReply(request.BatchSequence, 99, [], null, false)));
        await using var client = Scripted();
        TestClients.TrackMany(client, 2);
        var flush = client.FlushAsync(TestClients.Patience);
        await _collector.NextAsync();
        await _time.UntilTimerAsync(TimeSpan.FromMilliseconds(500));

        Assert.Equal((0, 2L), (client.GetStats().Delivered, client.GetStats().Queued));
        _time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(2, (await flush).Delivered);
    }

    [Fact]
    public async Task An_unforeseen_exception_costs_an_attempt_and_not_the_sender()
    {
        _collector.Then(_ => throw new InvalidTimeZoneException("bug"));
        var log = new CapturingLogger(throws: true);
        await using var client = TestClients.Scripted(_collector, _time, logger: log);
        client.TrackFeature("f", "a", "u");
        var flush = client.FlushAsync(TestClients.Patience);
        await _time.UntilTimerAsync(TimeSpan.FromMilliseconds(500));
        _time.Advance(TimeSpan.FromMilliseconds(500));

        Assert.Equal(1, (await flush).Delivered);
        Assert.Contains(log.Messages, message => message.Id == 1008);
    }

    [Fact]
    public async Task Two_senders_have_two_batches_in_flight_and_no_more()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _collector.ThenWaitFor(gate.Task).ThenWaitFor(gate.Task);
        await using var client = Scripted(options => (options.MaxInFlight, options.MaxBatchEvents) = (2, 1));
        TestClients.TrackMany(client, 5);
        await _collector.NextAsync();
        await _collector.NextAsync();
        Assert.Equal(2, _collector.Frames.Count);

        gate.SetResult();

        Assert.Equal(5, client.GetStats().Delivered + (await client.FlushAsync(TestClients.Patience)).Delivered);
    }

    public void Dispose() => _collector.Dispose();

    // Its clock stands still, so it must not wait at the end for a collector that hangs.
    private CsTelemetryClient Scripted(Action<CsTelemetryOptions>? configure = null) => TestClients.Scripted(_collector, _time, options =>
    {
        options.ShutdownTimeout = TimeSpan.Zero;
        configure?.Invoke(options);
    });
}
