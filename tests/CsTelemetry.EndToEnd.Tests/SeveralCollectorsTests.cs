using CsTelemetry.ClickHouse.Tests.Servers;
using CsTelemetry.EndToEnd.Tests.Running;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>Two collector processes on a cluster of two ClickHouse servers.</summary>
public sealed class SeveralCollectorsTests
{
    private const int BatchCount = 5;
    private const int EventCount = 200;
    private static readonly TimeSpan RemovedWithin = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_batch_that_both_accept_is_counted_once_soon_after()
    {
        await using var shards = await TwoShards.StartAsync();
        var environment = Environment(shards);
        var starting = new[] { CollectorProcess.StartAsync("http", environment), CollectorProcess.StartAsync("http", environment) };
        await using var one = await starting[0];
        await using var other = await starting[1];
        using var api = new ApiReader(one.Http, await one.CreateKeyAsync("acme", "read"));
        using var otherApi = new ApiReader(other.Http, null);

        foreach (var collector in (CollectorProcess[])[one, other])
        {
            using var caller = new GrpcCaller(collector.Grpc, await collector.CreateKeyAsync("acme", "ingest"));
            for (var batch = 1; batch <= BatchCount; batch++)
            {
                var response = await caller.CallAsync("Publish", Batch(batch), PublishResponse.Parser);
                Assert.Equal(EventCount, (int)response.AcceptedCount);
            }
        }

        var books = await api.SettledAsync();
        var otherBooks = await otherApi.SettledAsync();
        var stored = await OnceAsync(api);
        Assert.Equal((BatchCount * EventCount, BatchCount * EventCount), (books.Accepted, otherBooks.Accepted));
        Assert.Equal(BatchCount * EventCount, (long)stored["distinct_events"]!);
        Assert.Equal(BatchCount * EventCount, (long)stored["rollup_events"]!);
        await RemovedAsync(otherApi);
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> OnceAsync(ApiReader api)
    {
        using var limit = new CancellationTokenSource(RemovedWithin);
        while (true)
        {
            var stored = await api.GetAsync("/v1/ingestion");
            if (((long)stored["raw_events"]!, (long)stored["rollup_events"]!) == (BatchCount * EventCount, BatchCount * EventCount))
            {
                return stored;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
        }
    }

    // The rows go first, and are counted when they are gone.
    private static async Task RemovedAsync(ApiReader api)
    {
        using var limit = new CancellationTokenSource(RemovedWithin);
        while (!(await api.GetTextAsync("/metrics")).Contains($"cstelemetry_collector_duplicates_removed_total {BatchCount * EventCount}\n", StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
        }
    }

    private static Dictionary<string, string> Environment(TwoShards shards) => new()
    {
        ["ClickHouse__Url"] = shards.Endpoint.Url.ToString(),
        ["ClickHouse__User"] = shards.Endpoint.User,
        ["ClickHouse__Password"] = shards.Endpoint.Password,
        ["ClickHouse__Cluster__Name"] = TwoShards.Name,
        ["ClickHouse__Shards__0"] = shards.Urls[0].ToString(),
        ["ClickHouse__Shards__1"] = shards.Urls[1].ToString(),
        ["Store__DuplicateSearchInterval"] = "00:00:01",
    };

    private static PublishRequest Batch(int number)
    {
        var batch = new PublishRequest { ClientInstanceId = 4711, BatchSequence = (ulong)number, Resource = new Resource { Sdk = "test/1.0", Application = "test" } };
        for (var i = 0; i < EventCount; i++)
        {
            batch.Events.Add(new Event
            {
                Kind = EventKind.FeatureUse,
                Sequence = (ulong)((number * 1000) + i),
                OccurredAtUnixMs = TimeProvider.System.GetUtcNow().AddMinutes(-5).ToUnixTimeMilliseconds(),
                AccountId = $"account-{i % 9}",
                UserId = $"user-{i % 31}",
                Feature = "reports.export",
            });
        }

        return batch;
    }
}
