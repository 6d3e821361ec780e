using CsTelemetry.Exporting;
using CsTelemetry.Persisting;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>Makes clients with a disk, and puts numbered events through them.</summary>
internal sealed class DiskClients(TemporaryDirectory directory, IBatchTransport collector, ManualTimeProvider time)
{
    private int _tracked;

    public int Tracked => _tracked;

    public CsTelemetryClient New(Action<CsTelemetryOptions>? configure = null, ILogger? logger = null, IDiskFiles? files = null) =>
        TestClients.Scripted(
            collector,
            time,
            options =>
            {
                options.DiskDirectory = directory.Path;
                configure?.Invoke(options);
            },
            logger,
            files);

    /// <summary>Tracks so many events, each of a user of its own.</summary>
    public void Track(CsTelemetryClient client, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.True(client.TrackFeature("reports.export", "acme", $"u{++_tracked}"));
        }
    }

    /// <summary>Tracks them and waits until they are settled or on disk.</summary>
    public async Task<FlushResult> PutAsync(CsTelemetryClient client, int count)
    {
        Track(client, count);
        return await client.FlushAsync(TestClients.Patience);
    }

    /// <summary>Leaves so many batches of so many events on disk, as a run that ended without a collector does.</summary>
    public async Task LeaveAsync(int batches, int events, Action<CsTelemetryOptions>? configure = null)
    {
        await using var client = New(configure);
        for (var i = 0; i < batches; i++)
        {
            Assert.Equal(events, (await PutAsync(client, events)).Persisted);
            time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Waits until the client has nothing left, in memory or on disk.</summary>
    public static Task UntilEmptyAsync(CsTelemetryClient client) =>
        Eventually.TrueAsync(() => client.GetStats() is { Queued: 0, Persisted: 0 }, "the client has nothing left");

    /// <summary>Waits until the client has taken over so many events.</summary>
    public static Task UntilRecoveredAsync(CsTelemetryClient client, int events) =>
        Eventually.TrueAsync(() => client.GetStats().Recovered >= events, $"{events} events were taken over");
}
