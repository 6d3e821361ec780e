using CsTelemetry.EndToEnd.Tests.Running;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>Real processes, really killed: what the SDK was told is delivered is stored, once.</summary>
public sealed class DurabilityTests
{
    private static readonly TimeSpan DeliveredWithin = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task A_collector_that_is_killed_while_it_receives_loses_nothing_and_doubles_nothing()
    {
        await using var collector = await CollectorProcess.StartAsync();
        await using var telemetry = Client(collector, await collector.CreateKeyAsync("acme", "ingest"));
        using var api = new ApiReader(collector.Http, await collector.CreateKeyAsync("acme", "read"));

        var tracked = 0;
        for (var kill = 0; kill < 3; kill++)
        {
            tracked += Track(telemetry, 4000, tracked);
            var delivery = telemetry.FlushAsync(DeliveredWithin).AsTask();
            await UntilSomeAreAcceptedAsync(api, tracked - 3000);
            await collector.KillAsync();
            await collector.StartAgainAsync();
            Assert.Equal(0, (await delivery).Remaining);
        }

        await AssertStoredOnceAsync(api, telemetry, tracked);
    }

    [Fact]
    public async Task A_clickhouse_that_is_killed_is_started_again_and_gets_every_event_once()
    {
        await using var collector = await CollectorProcess.StartAsync();
        await using var telemetry = Client(collector, await collector.CreateKeyAsync("acme", "ingest"));
        using var api = new ApiReader(collector.Http, await collector.CreateKeyAsync("acme", "read"));

        var tracked = 0;
        for (var kill = 0; kill < 3; kill++)
        {
            tracked += Track(telemetry, 4000, tracked);
            var delivery = telemetry.FlushAsync(DeliveredWithin).AsTask();
            collector.KillStore();

            // The log takes events whether or not the store is there.
            Assert.Equal(0, (await delivery).Remaining);
        }

        await AssertStoredOnceAsync(api, telemetry, tracked);
    }

    private static CsTelemetryClient Client(CollectorProcess collector, string key) => CsTelemetryClient.Create(options =>
    {
        options.Endpoint = collector.Grpc;
        options.ApiKey = key;
        options.RetryLongestDelay = TimeSpan.FromSeconds(1);
        options.MaxBatchEvents = 200;
    });

    private static int Track(CsTelemetryClient telemetry, int count, int from)
    {
        for (var i = from; i < from + count; i++)
        {
            Assert.True(telemetry.TrackFeature($"feature-{i % 7}", $"account-{i % 11}", $"user-{i % 101}"));
        }

        return count;
    }

    private static async Task UntilSomeAreAcceptedAsync(ApiReader api, long count)
    {
        using var limit = new CancellationTokenSource(DeliveredWithin);
        while (BooksReading.Parse(await api.GetTextAsync("/metrics")).Accepted < count)
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    private static async Task AssertStoredOnceAsync(ApiReader api, CsTelemetryClient telemetry, int tracked)
    {
        var books = await api.SettledAsync();
        var stored = await api.GetAsync("/v1/ingestion");
        var statistics = telemetry.GetStats();

        Assert.Equal(tracked, statistics.Delivered);
        Assert.Equal(tracked, books.Accepted);
        Assert.Equal(books.Received, books.Accepted + books.Rejected);
        Assert.Equal(tracked, (long)stored["raw_events"]!);
        Assert.Equal(tracked, (long)stored["distinct_events"]!);
        Assert.Equal(tracked, (long)stored["rollup_events"]!);
    }
}
