using CsTelemetry.Exporting;
using CsTelemetry.Sdk.Tests.Fakes;

namespace CsTelemetry.Sdk.Tests.Buffering;

/// <summary>How events become batches, and what is counted when they cannot.</summary>
public sealed class BufferTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly ScriptedTransport _collector = new();

    [Fact]
    public async Task A_batch_leaves_when_it_has_its_number_of_events()
    {
        await using var client = Scripted(options => options.MaxBatchEvents = 3);
        TestClients.TrackMany(client, 7);

        Assert.Equal([1UL, 2UL, 3UL], (await _collector.NextAsync()).Events.Select(one => one.Sequence));
        Assert.Equal([4UL, 5UL, 6UL], (await _collector.NextAsync()).Events.Select(one => one.Sequence));
    }

    [Fact]
    public async Task A_batch_leaves_when_its_bytes_are_full_and_never_has_more()
    {
        await using var client = Scripted(options => (options.MaxBatchBytes, options.MaxEventBytes) = (4096, 2048));
        TestClients.TrackMany(client, 200);

        await client.FlushAsync(TestClients.Patience);

        Assert.Equal(200, _collector.Frames.Sum(frame => ScriptedTransport.Parse(frame).Events.Count));
        Assert.All(_collector.Frames, frame => Assert.InRange(frame.Length, 1, 4096));
        Assert.All(_collector.Frames.SkipLast(1), frame => Assert.InRange(frame.Length, 4000, 4096));
    }

    [Fact]
    public async Task A_batch_leaves_when_the_flush_interval_has_passed_since_its_first_event()
    {
        await using var client = Scripted(options => options.FlushInterval = TimeSpan.FromSeconds(5));
        client.TrackFeature("f", "a", "u");
        _time.Advance(TimeSpan.FromSeconds(4.999));
        Assert.Empty(_collector.Frames);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Single((await _collector.NextAsync()).Events);
    }

    [Fact]
    public async Task The_time_of_an_event_is_the_call_s_unless_it_is_given()
    {
        await using var client = Scripted();
        client.TrackFeature("f", "a", "u");
        client.TrackFeature("f", "a", "u", new() { OccurredAt = new DateTimeOffset(2025, 12, 31, 23, 0, 0, TimeSpan.FromHours(-2)) });
        await client.FlushAsync(TestClients.Patience);

        var times = (await _collector.NextAsync()).Events.Select(one => DateTimeOffset.FromUnixTimeMilliseconds(one.OccurredAtUnixMs));

        Assert.Equal([_time.GetUtcNow(), new DateTimeOffset(2026, 1, 1, 1, 0, 0, TimeSpan.Zero)], times);
    }

    [Fact]
    public async Task Every_kind_of_call_says_its_kind()
    {
        await using var client = Scripted();
        client.TrackFeature("f", "a", "u");
        client.TrackLogin("a", "u");
        client.TrackLogout("a", "u");
        client.TrackPageView("p", "a", null);
        client.Identify("a", "u", [new("role", "admin")]);
        client.SetAccount("a", [new("plan", "pro"), new("seats", 20)]);
        await client.FlushAsync(TestClients.Patience);

        var events = (await _collector.NextAsync()).Events;

        Assert.Equal(
            [Protocol.V1.EventKind.FeatureUse, Protocol.V1.EventKind.Login, Protocol.V1.EventKind.Logout, Protocol.V1.EventKind.PageView, Protocol.V1.EventKind.IdentifyUser, Protocol.V1.EventKind.AccountAttributes],
            events.Select(one => one.Kind));
        Assert.Equal(20, events[5].Properties[1].IntValue);
        Assert.Equal("p", events[3].Feature);
    }

    [Fact]
    public async Task Past_the_most_events_the_newest_are_dropped_and_counted()
    {
        _collector.ThenHang();
        await using var client = Scripted(options => options.MaxBufferEvents = 10);
        TestClients.TrackMany(client, 10);

        Assert.False(client.TrackFeature("f", "a", "u"));
        Assert.False(client.TrackFeature("f", "a", "u"));

        var stats = client.GetStats();
        Assert.Equal((12, 10, 2), (stats.Tracked, stats.Queued, stats.Dropped.QueueFull));
        Books.AssertBalanced(stats);
    }

    [Fact]
    public async Task Past_the_most_bytes_events_are_dropped_and_room_comes_back_with_delivery()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _collector.ThenWaitFor(gate.Task);
        await using var client = Scripted(options =>
            (options.MaxBatchBytes, options.MaxEventBytes, options.MaxBufferBytes) = (4096, 2048, 3 * 4096));
        var taken = 0;
        while (client.TrackFeature("reports.export", "acme", "u-17"))
        {
            taken++;
        }

        Assert.InRange(taken, 200, 280);
        Assert.Equal((taken, 1), (client.GetStats().Queued, client.GetStats().Dropped.QueueFull));
        gate.SetResult();
        await client.FlushAsync(TestClients.Patience);
        Assert.True(client.TrackFeature("f", "a", "u"));
        Assert.Equal(taken, client.GetStats().Delivered);
        Books.AssertBalanced(client.GetStats());
    }

    [Fact]
    public async Task An_event_larger_than_its_limit_is_dropped_alone()
    {
        await using var client = Scripted(options => options.MaxEventBytes = 256);
        var text = new string('x', 300);

        Assert.True(client.TrackFeature("f", "a", "u"));
        Assert.False(client.TrackFeature("f", "a", "u", new() { Properties = [new("text", text)] }));
        Assert.True(client.TrackFeature("f", "a", "u"));

        Assert.Equal(2, (await client.FlushAsync(TestClients.Patience)).Delivered);
        Assert.Equal(1, client.GetStats().Dropped.TooLarge);
        Assert.Equal([1UL, 2UL], (await _collector.NextAsync()).Events.Select(one => one.Sequence));
    }

    [Fact]
    public async Task Bad_arguments_are_counted_and_never_thrown()
    {
        var log = new CapturingLogger();
        await using var client = TestClients.Scripted(_collector, _time, logger: log);

        Assert.False(client.TrackFeature((string)null!, "a", "u"));
        Assert.False(client.TrackLogin("a", ""));
        Assert.False(client.SetAccount(new string('x', 257), []));
        Assert.False(client.TrackFeature("f", "a", "u", new() { OccurredAt = DateTimeOffset.MaxValue, Value = double.NaN }));
        Assert.True(client.TrackFeature("f", "a", "u", new() { OccurredAt = DateTimeOffset.MinValue }));

        var stats = client.GetStats();
        Assert.Equal((3, 1, 1), (stats.Dropped.Invalid, stats.Dropped.TooLarge, stats.Queued));
        Books.AssertBalanced(stats);
    }

    [Fact]
    public async Task While_the_collector_is_down_flushes_do_not_scatter_the_buffer_into_small_batches()
    {
        _collector.Then(AttemptResult.Retry("down"));
        await using var client = Scripted();
        client.TrackFeature("f", "a", "u");
        await client.FlushAsync(TimeSpan.Zero);
        await _collector.NextAsync();
        await _time.UntilTimerAsync(TimeSpan.FromMilliseconds(500));
        for (var i = 0; i < 300; i++)
        {
            client.TrackFeature("f", "a", "u");
            await client.FlushAsync(TimeSpan.Zero);
        }

        _time.Advance(TimeSpan.FromMilliseconds(500));
        await client.FlushAsync(TestClients.Patience);

        Assert.Equal([1, 1, 300], _collector.Frames.Select(frame => ScriptedTransport.Parse(frame).Events.Count));
    }

    [Fact]
    public async Task A_flush_speaks_only_of_the_events_that_waited_when_it_began()
    {
        _collector.Then(AttemptResult.Retry("down"));
        _collector.Then(ScriptedTransport.Take);
        _collector.Then(request => ScriptedTransport.Reject(request, new(0, CsTelemetry.Wire.RejectionReason.TooLate), new(4, CsTelemetry.Wire.RejectionReason.TooLate)));
        await using var client = Scripted();
        client.TrackFeature("f", "a", "u");
        await client.FlushAsync(TimeSpan.Zero);
        await _time.UntilTimerAsync(TimeSpan.FromMilliseconds(500));
        TestClients.TrackMany(client, 2);
        var flush = client.FlushAsync(TestClients.Patience);
        TestClients.TrackMany(client, 3);
        _time.Advance(TimeSpan.FromMilliseconds(500));

        var result = await flush;

        Assert.Equal((2, 1, 0, 0L), (result.Delivered, result.Rejected, result.Dropped, result.Remaining));
        Assert.Equal((4, 2L), (client.GetStats().Delivered, client.GetStats().Rejected.Total));
    }

    [Fact]
    public async Task A_flush_of_nothing_ends_at_once_and_says_so()
    {
        await using var client = Scripted();

        Assert.Equal(new FlushResult(), await client.FlushAsync(TestClients.Patience));
        Assert.Empty(_collector.Frames);
    }

    [Fact]
    public async Task A_flush_whose_time_is_over_says_what_remains()
    {
        _collector.ThenHang();
        await using var client = Scripted();
        TestClients.TrackMany(client, 4);
        var flush = client.FlushAsync(TimeSpan.FromSeconds(3));
        await _collector.NextAsync();

        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(new FlushResult { Remaining = 4 }, await flush);
    }

    [Fact]
    public async Task A_flush_can_be_cancelled()
    {
        _collector.ThenHang();
        await using var client = Scripted();
        client.TrackFeature("f", "a", "u");
        using var cancel = new CancellationTokenSource();
        var flush = client.FlushAsync(Timeout.InfiniteTimeSpan, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await flush);
    }

    public void Dispose() => _collector.Dispose();

    // Its clock stands still, so it must not wait at the end for a collector that hangs.
    private CsTelemetryClient Scripted(Action<CsTelemetryOptions>? configure = null) => TestClients.Scripted(_collector, _time, options =>
    {
        options.ShutdownTimeout = TimeSpan.Zero;
        configure?.Invoke(options);
    });
}
