using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CsTelemetry.Protocol.V1;
using CsTelemetry.Sdk.Tests.Fakes;

namespace CsTelemetry.Sdk.Tests.Exporting;

/// <summary>The client against a real HTTP/2 server. Each fault comes on a warm connection, after a batch that went well.</summary>
public sealed class GrpcTransportTests
{
    [Fact]
    public async Task A_batch_arrives_with_everything_that_the_contract_asks_for()
    {
        await using var collector = await FakeCollector.StartAsync();
        await using var client = TestClients.Connected(collector.Endpoint, options => options.Environment = "staging");
        client.TrackLogin("acme", "u-17", new() { Properties = [new("method", "password")] });
        client.TrackFeature("reports.export", "acme", "u-17", new() { Quantity = 3 });

        Assert.True((await client.FlushAsync(TestClients.Patience)).AllDelivered);

        var batch = Assert.Single(collector.Batches);
        Assert.NotEqual(0UL, batch.Request.ClientInstanceId);
        Assert.Equal(1UL, batch.Request.BatchSequence);
        Assert.Equal(new Resource { Sdk = "cstelemetry-dotnet/0.1.0", Application = "tests", ApplicationVersion = "1.2.3", Environment = "staging" }, batch.Request.Resource);
        Assert.Equal([1UL, 2UL], batch.Request.Events.Select(one => one.Sequence));
        Assert.Equal([EventKind.Login, EventKind.FeatureUse], batch.Request.Events.Select(one => one.Kind));
        Assert.Equal(("Bearer test.secret", "trailers", "10000m"), (batch.Headers["authorization"], batch.Headers["te"], batch.Headers["grpc-timeout"]));
        Assert.StartsWith("cstelemetry-dotnet/", batch.Headers["user-agent"], StringComparison.Ordinal);
        Assert.InRange(batch.Request.SentAtUnixMs, batch.Request.Events[1].OccurredAtUnixMs, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Statuses_in_headers_and_in_trailers_are_tried_again_until_it_works()
    {
        await using var collector = await FakeCollector.StartAsync(
            Answers.Ok,
            Answers.Status(14, "disk is full, währenddessen", TimeSpan.FromMilliseconds(5)),
            Answers.LateStatus(8, "behind", TimeSpan.FromMilliseconds(5)),
            Answers.Status(10),
            Answers.LateStatus(4),
            Answers.Http(503),
            Answers.OkWithoutTrailers,
            Answers.Lie(accepted: 17),
            Answers.Reset,
            Answers.Duplicate);
        await using var client = TestClients.Connected(collector.Endpoint);
        await WarmUpAsync(client);
        client.TrackFeature("f", "a", "u");

        Assert.True((await client.FlushAsync(TestClients.Patience)).AllDelivered);

        Assert.Equal((8, 1L), (client.GetStats().FailedAttempts, client.GetStats().DuplicateReplies));
        Assert.Single(collector.Batches.Skip(1).Select(batch => Unstamped(batch.Request)).Distinct());
        Books.AssertBalanced(client.GetStats());
    }

    [Theory]
    [InlineData(16)]
    [InlineData(7)]
    [InlineData(3)]
    [InlineData(12)]
    public async Task A_final_status_rejects_the_batch_with_the_collector_s_words(int code)
    {
        await using var collector = await FakeCollector.StartAsync(Answers.Ok, Answers.LateStatus(code, "key 'test' is revoked; make a new one — ok?"));
        await using var client = TestClients.Connected(collector.Endpoint);
        await WarmUpAsync(client);
        TestClients.TrackMany(client, 3);

        var result = await client.FlushAsync(TestClients.Patience);

        Assert.Equal((0, 3), (result.Delivered, result.Rejected));
        Assert.EndsWith("key 'test' is revoked; make a new one — ok?", result.LastError, StringComparison.Ordinal);
        Assert.Equal(2, collector.Batches.Count);
    }

    [Fact]
    public async Task A_batch_that_the_collector_finds_too_large_comes_in_parts()
    {
        await using var collector = await FakeCollector.StartAsync(Answers.Ok, Answers.LateStatus(8, "the batch has more bytes than I take"));
        await using var client = TestClients.Connected(collector.Endpoint);
        await WarmUpAsync(client);
        TestClients.TrackMany(client, 3);

        var result = await client.FlushAsync(TestClients.Patience);

        Assert.Equal((3, 0), (result.Delivered, result.Rejected));
        Assert.Equal([1, 3, 1, 2], collector.Batches.Select(batch => batch.Request.Events.Count));
    }

    [Fact]
    public async Task An_address_that_does_not_speak_grpc_is_final_and_said()
    {
        await using var collector = await FakeCollector.StartAsync(Answers.Http(404));
        await using var client = TestClients.Connected(collector.Endpoint);
        client.TrackFeature("f", "a", "u");

        var result = await client.FlushAsync(TestClients.Patience);

        Assert.Equal((1, "Unimplemented: the address answered HTTP 404 and not gRPC"), (result.Rejected, result.LastError));
    }

    [Fact]
    public async Task Partial_rejections_are_read_from_the_wire()
    {
        await using var collector = await FakeCollector.StartAsync(Answers.Partly((1, RejectionCode.TooLate), (2, RejectionCode.TooEarly)));
        await using var client = TestClients.Connected(collector.Endpoint);
        TestClients.TrackMany(client, 4);

        var result = await client.FlushAsync(TestClients.Patience);

        Assert.Equal((2, 2, "TooLate: occurred_at is 40 days old"), (result.Delivered, result.Rejected, result.LastError));
        Assert.Equal((1, 1), (client.GetStats().Rejected.TooLate, client.GetStats().Rejected.TooEarly));
    }

    [Fact]
    public async Task A_collector_that_never_answers_is_asked_again_after_the_attempt_timeout()
    {
        await using var collector = await FakeCollector.StartAsync(Answers.Ok, Answers.Hang);
        await using var client = TestClients.Connected(collector.Endpoint, options => options.AttemptTimeout = TimeSpan.FromMilliseconds(150));
        await WarmUpAsync(client);
        client.TrackFeature("f", "a", "u");

        Assert.True((await client.FlushAsync(TestClients.Patience)).AllDelivered);
        Assert.Contains("no answer", client.GetStats().LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_that_restarts_on_its_port_gets_the_batch_it_missed()
    {
        var first = await FakeCollector.StartAsync();
        await using var client = TestClients.Connected(first.Endpoint);
        await WarmUpAsync(client);
        await first.DisposeAsync();
        client.TrackFeature("f", "a", "u");
        var down = await client.FlushAsync(TimeSpan.FromMilliseconds(100));

        await using var second = await FakeCollector.StartAsync(first.Endpoint.Port);

        Assert.Equal((0, 1), (down.Delivered, down.Remaining));
        Assert.NotNull(down.LastError);
        Assert.True((await client.FlushAsync(TestClients.Patience)).AllDelivered);
        Assert.Single(second.Events);
    }

    [Fact]
    public async Task A_large_batch_is_sent_whole()
    {
        await using var collector = await FakeCollector.StartAsync();
        await using var client = TestClients.Connected(collector.Endpoint, options => (options.MaxBatchBytes, options.MaxBatchEvents) = (1024 * 1024, 5_000));
        var text = new string('x', 900);
        for (var i = 0; i < 1_100; i++)
        {
            Assert.True(client.TrackFeature("f", "a", "u", new() { Properties = [new("text", text)] }));
        }

        Assert.True((await client.FlushAsync(TestClients.Patience)).AllDelivered);
        Assert.Equal(1_100, collector.Events.Count());
        Assert.InRange(collector.Batches.First().Body.Length, 1_000_000, 1024 * 1024);
    }

    [Fact]
    public async Task A_refusal_that_comes_before_a_large_batch_is_read_is_heard()
    {
        await using var collector = await FakeCollector.StartAsync();
        await using var client = TestClients.Connected(collector.Endpoint, options => (options.MaxBatchBytes, options.MaxBatchEvents) = (1024 * 1024, 5_000));
        await WarmUpAsync(client);
        collector.BeforeReading = Answers.Status(16, "unknown key");
        var text = new string('x', 900);
        for (var i = 0; i < 1_000; i++)
        {
            Assert.True(client.TrackFeature("f", "a", "u", new() { Properties = [new("text", text)] }));
        }

        var refused = await client.FlushAsync(TestClients.Patience);
        collector.BeforeReading = null;
        client.TrackFeature("f", "a", "u");

        Assert.Equal((1_000, "Unauthenticated: unknown key"), (refused.Rejected, refused.LastError));
        Assert.True((await client.FlushAsync(TestClients.Patience)).AllDelivered);
    }

    [Fact]
    public async Task The_app_s_trace_is_neither_sent_along_nor_added_to()
    {
        var started = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity => started += activity.Source.Name.StartsWith("System.Net", StringComparison.Ordinal) ? 1 : 0,
        };
        ActivitySource.AddActivityListener(listener);
        await using var collector = await FakeCollector.StartAsync();
        using var trace = new Activity("the app's request").Start();
        await using var client = TestClients.Connected(collector.Endpoint);
        client.TrackFeature("f", "a", "u");

        await client.FlushAsync(TestClients.Patience);

        Assert.DoesNotContain(collector.Batches.First().Headers.Keys, name => name is "traceparent" or "request-id" or "baggage");
        Assert.Equal(0, started);
    }

    [Fact]
    public async Task Nobody_listening_is_a_failure_that_passes()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        await using var client = TestClients.Connected(new Uri($"http://127.0.0.1:{port}"));
        client.TrackFeature("f", "a", "u");

        var result = await client.FlushAsync(TimeSpan.FromMilliseconds(200));

        Assert.Equal((0, 1), (result.Delivered, result.Remaining));
        Assert.Contains($"127.0.0.1:{port}", result.LastError, StringComparison.Ordinal);
    }

    private static async Task WarmUpAsync(CsTelemetryClient client)
    {
        client.TrackFeature("f", "a", "u");
        Assert.True((await client.FlushAsync(TestClients.Patience)).AllDelivered);
    }

    private static PublishRequest Unstamped(PublishRequest request) => new(request) { SentAtUnixMs = 0 };
}
