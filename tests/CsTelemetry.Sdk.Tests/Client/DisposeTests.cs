using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CsTelemetry.Exporting;
using CsTelemetry.Sdk.Tests.Fakes;

namespace CsTelemetry.Sdk.Tests.Client;

public sealed class DisposeTests
{
    // Far less than the attempt timeout of 10 s that an unbounded disposal would wait for, far more than a busy machine needs.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Disposing_sends_what_is_left()
    {
        await using var collector = await FakeCollector.StartAsync();
        var client = TestClients.Connected(collector.Endpoint);
        TestClients.TrackMany(client, 1_234);

        await client.DisposeAsync();

        Assert.Equal(1_234, collector.Events.Count());
        Assert.Equal((1_234, 0L), (client.GetStats().Delivered, client.GetStats().Dropped.Total));
    }

    [Fact]
    public async Task Disposing_is_bounded_against_a_listener_that_accepts_and_never_answers()
    {
        using var hole = new TcpListener(IPAddress.Loopback, 0);
        hole.Start();
        var log = new CapturingLogger();
        var client = TestClients.Connected(
            new Uri($"http://127.0.0.1:{((IPEndPoint)hole.LocalEndpoint).Port}"), options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(300), log);
        TestClients.TrackMany(client, 700);
        var clock = Stopwatch.StartNew();

        await client.DisposeAsync();

        Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(300) + Slack);
        Assert.Equal((700, 0L), (client.GetStats().Dropped.Shutdown, client.GetStats().Queued));
        Assert.Contains(log.Messages, message => message.Id == 1007 && message.Text.StartsWith("700 events", StringComparison.Ordinal));
        Books.AssertBalanced(client.GetStats());
    }

    [Fact]
    public void Disposing_on_a_thread_whose_context_nobody_pumps_is_bounded()
    {
        using var hole = new TcpListener(IPAddress.Loopback, 0);
        hole.Start();
        var context = new UnpumpedContext();
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            var client = TestClients.Connected(
                new Uri($"http://127.0.0.1:{((IPEndPoint)hole.LocalEndpoint).Port}"), options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
            client.TrackFeature("f", "a", "u");
            var clock = Stopwatch.StartNew();

            client.Dispose();

            Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(150), TimeSpan.FromMilliseconds(200) + Slack);
            Assert.Equal(0, context.Posts);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    [Fact]
    public async Task Flushing_on_a_context_nobody_pumps_posts_nothing_to_it()
    {
        await using var collector = await FakeCollector.StartAsync();
        var context = new UnpumpedContext();
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        Task<FlushResult> flush;
        Task disposal;
        try
        {
            var client = TestClients.Connected(collector.Endpoint);
            client.TrackFeature("f", "a", "u");
            flush = client.FlushAsync(TestClients.Patience).AsTask();
            disposal = client.DisposeAsync().AsTask();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        Assert.True((await flush).AllDelivered);
        await disposal;
        Assert.Equal(0, context.Posts);
    }

    [Fact]
    public async Task A_sender_that_rests_between_attempts_gets_one_last_attempt_at_once()
    {
        var time = new ManualTimeProvider();
        var collector = new ScriptedTransport().Then(AttemptResult.Retry("down"));
        var client = TestClients.Scripted(collector, time);
        client.TrackFeature("f", "a", "u");
        await client.FlushAsync(TimeSpan.Zero);
        await time.UntilTimerAsync(TimeSpan.FromMilliseconds(500));

        await client.DisposeAsync();

        Assert.Equal((1, 0L), (client.GetStats().Delivered, client.GetStats().Dropped.Shutdown));
    }

    [Fact]
    public async Task A_last_attempt_that_fails_ends_the_disposal_without_waiting_for_its_timeout()
    {
        var collector = new ScriptedTransport().Then(AttemptResult.Retry("down"));
        var client = TestClients.Scripted(collector, new ManualTimeProvider(), options => options.MaxBatchEvents = 1);
        client.TrackFeature("f", "a", "u");
        collector.Then(AttemptResult.Retry("down")).Then(AttemptResult.Retry("down"));

        // The clock stands still: were the timeout waited for, this would not end.
        await client.DisposeAsync().AsTask().WaitAsync(TestClients.Patience);

        Assert.Equal(1, client.GetStats().Dropped.Shutdown);
    }

    [Fact]
    public async Task An_answer_that_comes_after_the_books_are_closed_changes_nothing()
    {
        var time = new ManualTimeProvider();
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var collector = new DeafTransport(answer.Task);
        var client = TestClients.Scripted(collector, time);
        client.TrackFeature("f", "a", "u");
        await client.FlushAsync(TimeSpan.Zero);
        await collector.Asked;
        var disposal = client.DisposeAsync();
        await time.UntilTimerAsync(TimeSpan.FromSeconds(2));
        time.Advance(TimeSpan.FromSeconds(2));
        await disposal;
        var before = client.GetStats();

        answer.SetResult();
        await collector.Answered;

        Assert.Equal(1, before.Dropped.Shutdown);
        Assert.Equal(before, client.GetStats());
    }

    [Fact]
    public async Task After_disposal_calls_return_false_and_are_counted()
    {
        var client = TestClients.Scripted(new ScriptedTransport(), new ManualTimeProvider());
        client.Dispose();
        await client.DisposeAsync();

        Assert.False(client.TrackFeature("f", "a", "u"));
        Assert.Equal(new FlushResult(), await client.FlushAsync(TestClients.Patience));
        Assert.Equal((1, 1L), (client.GetStats().Tracked, client.GetStats().Dropped.Shutdown));
    }

    [Fact]
    public async Task A_flush_that_waits_while_the_client_is_disposed_ends_with_what_was_lost()
    {
        var time = new ManualTimeProvider();
        var client = TestClients.Scripted(new ScriptedTransport().ThenHang(), time);
        TestClients.TrackMany(client, 3);
        var flush = client.FlushAsync(TimeSpan.FromHours(1));
        var disposal = client.DisposeAsync();
        await time.UntilTimerAsync(TimeSpan.FromSeconds(2));
        time.Advance(TimeSpan.FromSeconds(2));
        await disposal;

        var result = await flush;
        Assert.Equal((0, 3, 0L), (result.Delivered, result.Dropped, result.Remaining));
    }

    private sealed class UnpumpedContext : SynchronizationContext
    {
        private int _posts;

        public int Posts => _posts;

        public override void Post(SendOrPostCallback d, object? state) => Interlocked.Increment(ref _posts);
    }

    /// <summary>A transport that does not hear the abort and answers when it is told to.</summary>
    private sealed class DeafTransport(Task gate) : IBatchTransport
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public Task Answered => _answered.Task;

        public async Task<AttemptResult> SendAsync(ReadOnlyMemory<byte> frame, CancellationToken abort)
        {
            _asked.SetResult();
            var request = ScriptedTransport.Parse(frame.ToArray());
            await gate;
            _answered.SetResult();
            return ScriptedTransport.Take(request);
        }

        public Task<ForgetAttempt> ForgetAsync(string userId, string? accountId, CancellationToken abort) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
