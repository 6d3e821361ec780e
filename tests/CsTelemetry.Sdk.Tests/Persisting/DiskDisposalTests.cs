using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CsTelemetry.Sdk.Tests.Fakes;
using Xunit.Abstractions;

namespace CsTelemetry.Sdk.Tests.Persisting;

/// <summary>How a client with a disk ends against a collector that accepts and never answers.</summary>
public sealed class DiskDisposalTests : IDisposable
{
    // What a busy machine may need beyond the bound; the figure itself is printed.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(4);

    private readonly TemporaryDirectory _directory = new();
    private readonly TcpListener _hole = new(IPAddress.Loopback, 0);
    private readonly ITestOutputHelper _output;

    public DiskDisposalTests(ITestOutputHelper output)
    {
        _output = output;
        _hole.Start();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(1000)]
    public async Task Disposing_is_bounded_and_leaves_everything_on_disk(int timeoutMs)
    {
        var client = NewClient(timeoutMs);
        TestClients.TrackMany(client, 10_000);
        var clock = Stopwatch.StartNew();

        await client.DisposeAsync();

        AssertAllOnDisk(client, clock.Elapsed, timeoutMs);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    public void Disposing_on_the_calling_thread_is_bounded_too(int timeoutMs)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
        try
        {
            var client = NewClient(timeoutMs);
            TestClients.TrackMany(client, 10_000);
            var clock = Stopwatch.StartNew();

            client.Dispose();

            AssertAllOnDisk(client, clock.Elapsed, timeoutMs);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    [Fact]
    public async Task A_flush_that_waits_meanwhile_ends_with_what_is_on_disk()
    {
        var client = NewClient(200);
        TestClients.TrackMany(client, 1_234);
        var flush = client.FlushAsync(TimeSpan.FromMinutes(1));

        await client.DisposeAsync();

        var result = await flush;
        Assert.Equal((1_234, 0, 0, 0L), (result.Persisted, result.Delivered, result.Dropped, result.Remaining));
    }

    [Fact]
    public async Task What_was_left_is_delivered_by_the_next_run()
    {
        var client = NewClient(100);
        TestClients.TrackMany(client, 1_234);
        await client.DisposeAsync();
        await using var collector = await FakeCollector.StartAsync();

        await using var next = TestClients.Connected(collector.Endpoint, options => options.DiskDirectory = _directory.Path);
        await DiskClients.UntilRecoveredAsync(next, 1_234);
        await DiskClients.UntilEmptyAsync(next);

        Assert.Equal(1_234, collector.Events.Count());
        Assert.Equal(1_234, collector.Events.Select(one => one.Sequence).Distinct().Count());
    }

    public void Dispose()
    {
        _hole.Dispose();
        _directory.Dispose();
    }

    private CsTelemetryClient NewClient(int timeoutMs) => TestClients.Connected(
        new Uri($"http://127.0.0.1:{((IPEndPoint)_hole.LocalEndpoint).Port}"),
        options => (options.DiskDirectory, options.ShutdownTimeout, options.MaxInFlight) = (_directory.Path, TimeSpan.FromMilliseconds(timeoutMs), 2));

    private void AssertAllOnDisk(CsTelemetryClient client, TimeSpan elapsed, int timeoutMs)
    {
        var stats = client.GetStats();
        _output.WriteLine($"timeout {timeoutMs} ms: disposed in {elapsed.TotalMilliseconds:F0} ms, {stats.Persisted} events in {_directory.Batches.Length} files");
        Assert.InRange(elapsed, TimeSpan.Zero, TimeSpan.FromMilliseconds(timeoutMs) + Slack);
        // Without any time a busy machine may not get to the last file; what it did not get to is counted.
        Assert.Equal((10_000, 0L), (stats.Persisted + stats.Dropped.Shutdown, stats.Queued));
        Assert.InRange(stats.Persisted, timeoutMs == 0 ? 1 : 10_000, 10_000);
        Books.AssertBalanced(stats);
    }
}
