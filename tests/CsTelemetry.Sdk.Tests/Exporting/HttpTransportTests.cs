using System.Diagnostics;
using CsTelemetry.Exporting;
using CsTelemetry.Protocol.V1;
using CsTelemetry.Sdk.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using RejectionReason = CsTelemetry.Wire.RejectionReason;

namespace CsTelemetry.Sdk.Tests.Exporting;

/// <summary>The HTTP/1.1 way against a real server.</summary>
public sealed class HttpTransportTests
{
    [Fact]
    public async Task A_batch_is_the_same_bytes_without_the_grpc_header()
    {
        await using var collector = await ScriptedServer.Http1Async();
        await using var client = Client(collector);
        TestClients.TrackMany(client, 3);

        Assert.True((await client.FlushAsync(TestClients.Patience)).AllDelivered);

        var call = Assert.Single(collector.Calls);
        Assert.Equal(("/v1/publish", "HTTP/1.1", "application/x-protobuf"), (call.Path, call.Protocol, call.Headers["content-type"]));
        Assert.Equal("Bearer test.secret", call.Headers["authorization"]);
        Assert.StartsWith("cstelemetry-dotnet/", call.Headers["user-agent"], StringComparison.Ordinal);
        Assert.DoesNotContain(call.Headers.Keys, name => name is "content-encoding" or "grpc-timeout" or "te");
        Assert.Equal([1UL, 2UL, 3UL], call.Request.Events.Select(one => one.Sequence));
    }

    [Fact]
    public async Task Trouble_that_passes_is_tried_again_until_it_works()
    {
        await using var collector = await ScriptedServer.Http1Async(
            HttpAnswers.Ok,
            HttpAnswers.Page(429), HttpAnswers.Page(503, retryAfter: "0"), HttpAnswers.Page(502), HttpAnswers.Page(504), HttpAnswers.Page(408),
            HttpAnswers.Status(503, 14, retryInfo: TimeSpan.FromMilliseconds(5)),
            HttpAnswers.Status(429, 8, retryInfo: TimeSpan.FromMilliseconds(5), retryAfter: "1"),
            HttpAnswers.Page(200), Answers.Reset,
            HttpAnswers.Reply(new PublishResponse { BatchSequence = 2, AcceptedCount = 17 }));
        await using var client = Client(collector);
        client.TrackFeature("f", "a", "u");
        Assert.True((await client.FlushAsync(TestClients.Patience)).AllDelivered);
        client.TrackFeature("f", "a", "u");

        Assert.True((await client.FlushAsync(TestClients.Patience)).AllDelivered);

        Assert.Equal(10, client.GetStats().FailedAttempts);
        Assert.Single(collector.Calls.Skip(1).Select(call => new PublishRequest(call.Request) { SentAtUnixMs = 0 }).Distinct());
        Books.AssertBalanced(client.GetStats());
    }

    [Theory]
    [InlineData(401, "Unauthenticated")]
    [InlineData(403, "PermissionDenied")]
    [InlineData(400, "InvalidBatch")]
    [InlineData(404, "Other")]
    [InlineData(500, "Other")]
    public async Task Every_other_status_is_final(int status, string reason)
    {
        await using var collector = await ScriptedServer.Http1Async(HttpAnswers.Page(status));

        var result = await SendAsync(collector.Endpoint);

        Assert.Equal((AttemptStatus.Refused, Enum.Parse<RejectionReason>(reason)), (result.Status, result.Reason));
        Assert.Contains($"HTTP {status}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_with_the_key()
    {
        await using var elsewhere = await ScriptedServer.Http1Async();
        await using var collector = await ScriptedServer.Http1Async(HttpAnswers.Page(307, location: $"{elsewhere.Endpoint}v1/publish"));

        var result = await SendAsync(collector.Endpoint);

        Assert.Equal(AttemptStatus.Refused, result.Status);
        Assert.Empty(elsewhere.Calls);
    }

    [Fact]
    public async Task The_collector_s_own_words_and_code_come_before_the_http_status()
    {
        await using var collector = await ScriptedServer.Http1Async(HttpAnswers.Status(401, 16, "The key demo_1 has been revoked — größer."));

        Assert.Equal("Unauthenticated: The key demo_1 has been revoked — größer.", (await SendAsync(collector.Endpoint)).Error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Too_large_is_told_apart_whoever_says_it(bool collectorSaysIt)
    {
        await using var server = await ScriptedServer.Http1Async(collectorSaysIt ? HttpAnswers.Status(413, 8) : HttpAnswers.Page(413));

        var result = await SendAsync(server.Endpoint);

        Assert.Equal((AttemptStatus.TooLarge, false), (result.Status, result.MayHaveArrived));
    }

    [Fact]
    public async Task The_wait_is_the_exact_one_of_the_body_else_that_of_the_header()
    {
        var until = TimeProvider.System.GetUtcNow().AddSeconds(90).ToString("R");
        await using var collector = await ScriptedServer.Http1Async(
            HttpAnswers.Status(503, 14, retryInfo: TimeSpan.FromMilliseconds(1_500), retryAfter: "2"),
            HttpAnswers.Status(503, 14, retryAfter: "7"),
            HttpAnswers.Page(429, retryAfter: "11"),
            HttpAnswers.Page(503, retryAfter: until));

        Assert.Equal(TimeSpan.FromMilliseconds(1_500), (await SendAsync(collector.Endpoint)).RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(7), (await SendAsync(collector.Endpoint)).RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(11), (await SendAsync(collector.Endpoint)).RetryAfter);
        Assert.InRange((await SendAsync(collector.Endpoint)).RetryAfter, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task Nobody_listening_passes_and_the_batch_has_certainly_not_arrived()
    {
        var result = await SendAsync(Ports.Nobody());

        Assert.Equal((AttemptStatus.Retry, false), (result.Status, result.MayHaveArrived));
    }

    [Fact]
    public async Task A_reset_or_a_silence_leaves_it_open_whether_the_batch_has_arrived()
    {
        using var resetting = Ports.Resetting();
        using var silent = Ports.Silent();

        var reset = await SendAsync(Ports.AddressOf(resetting));
        var timedOut = await SendAsync(Ports.AddressOf(silent), options => options.AttemptTimeout = TimeSpan.FromMilliseconds(150));

        Assert.Equal([(AttemptStatus.Retry, true), (AttemptStatus.Retry, true)], new[] { reset, timedOut }.Select(one => (one.Status, one.MayHaveArrived)));
        Assert.Contains("within 0.15 s", timedOut.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TelemetryTransport.Http)]
    [InlineData(TelemetryTransport.Grpc)]
    public async Task Compressed_batches_say_so_are_smaller_and_inflate_to_the_same(TelemetryTransport transport)
    {
        await using var collector = transport == TelemetryTransport.Http ? await ScriptedServer.Http1Async() : await ScriptedServer.Http2Async();
        await using var client = Client(collector, options => (options.Transport, options.Compression) = (transport, TelemetryCompression.Gzip));
        TestClients.TrackMany(client, 200);

        Assert.True((await client.FlushAsync(TestClients.Patience)).AllDelivered);

        var call = Assert.Single(collector.Calls);
        Assert.Equal(200, call.Request.Events.Count);
        Assert.InRange(call.Body.Length, 100, call.Message.Length / 3);
        Assert.Equal("gzip", call.Headers[transport == TelemetryTransport.Http ? "content-encoding" : "grpc-encoding"]);
        Assert.InRange(call.Request.SentAtUnixMs, call.Request.Events[199].OccurredAtUnixMs, long.MaxValue);
    }

    [Fact]
    public async Task The_app_s_trace_is_neither_sent_along_nor_added_to()
    {
        var seen = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => seen += activity.GetTagItem("server.port")?.ToString() == Mark ? 1 : 0,
        };
        ActivitySource.AddActivityListener(listener);
        await using var collector = await ScriptedServer.Http1Async();
        Mark = $"{collector.Endpoint.Port}";
        var events = new List<string>();
        using var diagnostics = DiagnosticListener.AllListeners.Subscribe(new Ears(collector.Endpoint.Port, events));
        using var trace = new Activity("the app's request").Start();

        var result = await SendAsync(collector.Endpoint);

        Assert.Equal(AttemptStatus.Answered, result.Status);
        Assert.DoesNotContain(collector.Calls.Single().Headers.Keys, name => name is "traceparent" or "request-id" or "baggage" or "Correlation-Context");
        Assert.Equal((0, 0), (seen, events.Count));
        Assert.Same(trace, Activity.Current);
    }

    private string Mark { get; set; } = "";

    private static async Task<AttemptResult> SendAsync(Uri endpoint, Action<CsTelemetryOptions>? configure = null)
    {
        var options = TestClients.Options(options => (options.Transport, options.HttpEndpoint) = (TelemetryTransport.Http, endpoint));
        configure?.Invoke(options);
        using var transport = TransportFactory.Create(options, NullLogger.Instance, TimeProvider.System);
        return await transport.SendAsync(Frames.Batch(2), default);
    }

    private static CsTelemetryClient Client(ScriptedServer collector, Action<CsTelemetryOptions>? configure = null) => TestClients.Connected(collector.Endpoint, options =>
    {
        (options.Transport, options.HttpEndpoint) = (TelemetryTransport.Http, collector.Endpoint);
        configure?.Invoke(options);
    });

    /// <summary>Hears what the HTTP stack says of requests to one port.</summary>
    private sealed class Ears(int port, List<string> heard) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "HttpHandlerDiagnosticListener")
            {
                value.Subscribe(this);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if ($"{value.Value}".Contains($":{port}/", StringComparison.Ordinal))
            {
                heard.Add(value.Key);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
