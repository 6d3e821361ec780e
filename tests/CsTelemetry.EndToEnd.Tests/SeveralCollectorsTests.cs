using System.Net;
using System.Text.Json.Nodes;
using CsTelemetry.ClickHouse.Tests.Servers;
using CsTelemetry.EndToEnd.Tests.Running;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>Two collector processes on a cluster of two ClickHouse servers.</summary>
public sealed class SeveralCollectorsTests : IAsyncLifetime
{
    private const int BatchCount = 5;
    private const int EventCount = 200;
    private static readonly TimeSpan RemovedWithin = TimeSpan.FromSeconds(60);

    private TwoShards _shards = null!;
    private CollectorProcess[] _collectors = [];

    public async Task InitializeAsync()
    {
        _shards = await TwoShards.StartAsync();
        _collectors = await Task.WhenAll(CollectorProcess.StartAsync("http", Environment(_shards)), CollectorProcess.StartAsync("http", Environment(_shards)));
    }

    public async Task DisposeAsync()
    {
        await Task.WhenAll(_collectors.Select(collector => collector.DisposeAsync().AsTask()));
        await _shards.DisposeAsync();
    }

    [Fact]
    public async Task What_reaches_both_is_counted_answered_and_erased_once()
    {
        var (one, other) = (_collectors[0], _collectors[1]);
        var key = await one.CreateKeyAsync("acme", "ingest,read,catalog:write,models:write,erase");
        File.Copy(Path.Combine(one.DataDirectory, "keys.json"), Path.Combine(other.DataDirectory, "keys.json"), overwrite: true);
        using var api = new ApiReader(one.Http, key);
        using var otherApi = new ApiReader(other.Http, key);
        await CountedOnceAsync(api, otherApi, key);
        await AnsweredOnceAsync(key);
        await ChangedOnceAsync(key);
        await ErasedOnceAsync(api, otherApi, key);
    }

    private async Task CountedOnceAsync(ApiReader api, ApiReader otherApi, string key)
    {
        foreach (var collector in _collectors)
        {
            using var caller = new GrpcCaller(collector.Grpc, key);
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

    private async Task AnsweredOnceAsync(string key)
    {
        var answers = new List<ApiAnswer>();
        foreach (var collector in _collectors)
        {
            using var writer = new ApiWriter(collector.Http, key);
            answers.Add(await writer.PutAsync("/v1/releases/2026.11", """{"released_at":"2026-11-01T00:00:00Z"}""", ("If-None-Match", "*"), ("Idempotency-Key", "release")));
        }

        Assert.Equal([(HttpStatusCode.Created, false), (HttpStatusCode.Created, true)], answers.Select(answer => (answer.Status, answer.IsReplayed)));
        Assert.Equal(answers[0].Tag, answers[1].Tag);
    }

    // Both ask at the same moment, and neither knows what the other has told.
    private async Task ChangedOnceAsync(string key)
    {
        var writers = _collectors.Select(collector => new ApiWriter(collector.Http, key)).ToList();
        for (var i = 0; i < 5; i++)
        {
            var place = $"/v1/accounts/customer-{i}";
            var created = await Task.WhenAll(writers.Select((writer, who) => writer.PutAsync(place, $$"""{"name":"Made by {{who}}"}""", ("If-None-Match", "*"))));
            var tag = Assert.Single(created, answer => answer.Status == HttpStatusCode.Created).Tag!;
            var changed = await Task.WhenAll(writers.Select((writer, who) => writer.PutAsync(place, $$"""{"name":"Changed by {{who}}"}""", ("If-Match", tag))));

            Assert.Single(created.Concat(changed), answer => answer.Status == HttpStatusCode.OK);
            Assert.Equal(2, created.Concat(changed).Count(answer => answer.Status == HttpStatusCode.PreconditionFailed));
        }

        var draft = await writers[0].SendAsync(HttpMethod.Post, "/v1/score-models", """{"version":"4.0.0"}""");
        var redrafted = await Task.WhenAll(writers.Select(writer => writer.SendAsync(HttpMethod.Post, "/v1/score-models", """{"version":"4.0.0"}""", headers: ("If-Match", draft.Tag!))));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], redrafted.Select(answer => answer.Status).Order());
        writers.ForEach(writer => writer.Dispose());
    }

    private async Task ErasedOnceAsync(ApiReader api, ApiReader otherApi, string key)
    {
        using var writer = new ApiWriter(_collectors[0].Http, key);
        var order = await writer.SendAsync(HttpMethod.Post, "/v1/erasures", """{"target":"user","user_id":"user-7"}""");
        using var limit = new CancellationTokenSource(RemovedWithin);
        JsonNode receipt;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
            receipt = await api.GetAsync($"/v1/erasures/{(string)order.Body!["receipt_id"]!}");
        }
        while ((string)receipt["state"]! != "done" || receipt["logs"]!.AsArray().Count == 0);

        var expected = BatchCount * Enumerable.Range(0, EventCount).Count(i => i % 31 == 7);
        Assert.Equal(((long)expected, 0L), ((long)receipt["raw_rows"]!, (long)receipt["remaining_rows"]!));
        Assert.Equal("done", (string)receipt["logs"]![0]!["state"]!);

        // The one that was not asked refuses what comes late.
        using var caller = new GrpcCaller(_collectors[1].Grpc, key);
        var late = await caller.CallAsync("Publish", Batch(BatchCount + 1), PublishResponse.Parser);
        Assert.Equal(expected / BatchCount, late.Rejected.Count);
        Assert.All(late.Rejected, rejected => Assert.Equal(RejectionCode.Erased, rejected.Code));
        await otherApi.SettledAsync();
        var stored = await api.GetAsync("/v1/ingestion");
        Assert.Equal(((BatchCount + 1) * EventCount) - expected - (expected / BatchCount), (long)stored["rollup_events"]!);
    }

    private static async Task<JsonNode> OnceAsync(ApiReader api)
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
