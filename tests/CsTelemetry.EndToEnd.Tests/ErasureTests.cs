using System.Net;
using System.Text.Json.Nodes;
using CsTelemetry.EndToEnd.Tests.Running;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>A user is forgotten by a gRPC call to a real collector, which is killed before it has done it.</summary>
public sealed class ErasureTests
{
    private static readonly TimeSpan DoneWithin = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task A_user_is_forgotten_although_the_collector_is_killed_and_the_receipt_says_so()
    {
        await using var collector = await CollectorProcess.StartAsync();
        var key = await collector.CreateKeyAsync("acme", "ingest,read,erase");
        using var api = new ApiReader(collector.Http, key);
        using var grpc = new GrpcCaller(collector.Grpc, key);
        var published = await PublishAsync(grpc, batch: 1);
        Assert.Equal((40U, 0), (published.AcceptedCount, published.Rejected.Count));
        await api.SettledAsync();

        var receipt = (await ForgetAsync(grpc, "ann")).ReceiptId;
        await collector.KillAsync();
        await collector.StartAgainAsync();

        var done = await DoneAsync(api, receipt);
        Assert.Equal((20, 0, "done"), ((long)done["raw_rows"]!, (long)done["remaining_rows"]!, (string)done["state"]!));
        Assert.NotNull((string?)done["done_at"]);
        var stored = await api.GetAsync("/v1/ingestion");
        Assert.Equal((20, 20), ((long)stored["raw_events"]!, (long)stored["rollup_events"]!));

        // What comes late is refused, and counted.
        var late = await PublishAsync(grpc, batch: 2);
        Assert.Equal((20U, 20), (late.AcceptedCount, late.Rejected.Count));
        Assert.All(late.Rejected, rejected => Assert.Equal(RejectionCode.Erased, rejected.Code));
        var books = await api.SettledAsync();
        Assert.Equal(books.Received, books.Accepted + books.Rejected);
        Assert.Contains("cstelemetry_collector_events_rejected_total{code=\"erased\"} 20", await api.GetTextAsync("/metrics"), StringComparison.Ordinal);

        Assert.Equal([receipt], (await api.ListAsync("/v1/erasures")).Select(item => (string)item["receipt_id"]!));
        await OthersSeeNothingAsync(collector, receipt);
    }

    private static async Task OthersSeeNothingAsync(CollectorProcess collector, string receipt)
    {
        using var reader = new ApiReader(collector.Http, await collector.CreateKeyAsync("acme", "read"));
        using var other = new ApiReader(collector.Http, await collector.CreateKeyAsync("globex", "erase"));

        var (forbidden, problem) = await reader.TryGetAsync($"/v1/erasures/{receipt}");
        Assert.Equal(HttpStatusCode.Forbidden, forbidden);
        Assert.Contains("`erase`", (string)problem["detail"]!, StringComparison.Ordinal);
        var (notFound, missing) = await other.TryGetAsync($"/v1/erasures/{receipt}");
        Assert.Equal((HttpStatusCode.NotFound, 404), (notFound, (int)missing["status"]!));
        Assert.Empty(await other.ListAsync("/v1/erasures"));
    }

    private static Task<PublishResponse> PublishAsync(GrpcCaller grpc, ulong batch) => grpc.CallAsync(
        "Publish",
        new PublishRequest
        {
            ClientInstanceId = 4711,
            BatchSequence = batch,
            Events =
            {
                Enumerable.Range(1, 40).Select(i => new Event
                {
                    Kind = EventKind.FeatureUse,
                    Sequence = (batch * 100) + (ulong)i,
                    OccurredAtUnixMs = TimeProvider.System.GetUtcNow().AddHours(-i).ToUnixTimeMilliseconds(),
                    AccountId = "initech",
                    UserId = i % 2 == 0 ? "ann" : "bob",
                    Feature = $"feature-{i % 3}",
                }),
            },
        },
        PublishResponse.Parser);

    private static Task<ForgetResponse> ForgetAsync(GrpcCaller grpc, string user) =>
        grpc.CallAsync("Forget", new ForgetRequest { UserId = user }, ForgetResponse.Parser);

    private static async Task<JsonNode> DoneAsync(ApiReader api, string receipt)
    {
        using var limit = new CancellationTokenSource(DoneWithin);
        while (true)
        {
            var erasure = await api.GetAsync($"/v1/erasures/{receipt}");
            if ((string)erasure["state"]! == "done" && erasure["log_cleared_at"] is not null)
            {
                return erasure;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
        }
    }
}
