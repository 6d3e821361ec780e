using CsTelemetry.Exporting;
using CsTelemetry.Sdk.Tests.Fakes;

namespace CsTelemetry.Sdk.Tests.Exporting;

/// <summary>Both ways at once, against real servers where the wire matters.</summary>
public sealed class FallbackTransportTests : IDisposable
{
    private readonly CapturingLogger _logger = new();
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_port_that_speaks_http1_only_gets_the_same_batch_by_http()
    {
        await using var server = await ScriptedServer.Http1Async();
        using var transport = Auto(server.Endpoint, server.Endpoint);
        var batch = Frames.Batch(3);

        var first = await transport.SendAsync(batch, default);
        var second = await transport.SendAsync(batch, default);

        Assert.Equal((AttemptStatus.Answered, 3U), (first.Status, first.Reply!.AcceptedCount));
        Assert.Equal(AttemptStatus.Answered, second.Status);
        Assert.All(server.Calls, call => Assert.Equal(("/v1/publish", "HTTP/1.1"), (call.Path, call.Protocol)));
        Assert.Equal([batch[5..], batch[5..]], server.Calls.Select(call => call.Body));
        Assert.Equal(1021, Assert.Single(_logger.Messages).Id);
    }

    [Theory]
    [InlineData(426)]
    [InlineData(400)]
    [InlineData(464)]
    [InlineData(502)]
    [InlineData(200)]
    public async Task A_proxy_s_page_in_place_of_grpc_leads_to_http(int status)
    {
        await using var proxy = await ScriptedServer.Http2Async(HttpAnswers.Page(status));
        await using var collector = await ScriptedServer.Http1Async();
        using var transport = Auto(proxy.Endpoint, collector.Endpoint);

        var result = await transport.SendAsync(Frames.Batch(2), default);

        Assert.Equal(AttemptStatus.Answered, result.Status);
        Assert.Single(collector.Calls);
    }

    [Fact]
    public async Task Something_that_loses_trailers_leads_to_http()
    {
        await using var proxy = await ScriptedServer.Http2Async(Answers.OkWithoutTrailers);
        await using var collector = await ScriptedServer.Http1Async();
        using var transport = Auto(proxy.Endpoint, collector.Endpoint);

        Assert.Equal(AttemptStatus.Answered, (await transport.SendAsync(Frames.Batch(2), default)).Status);
    }

    [Fact]
    public async Task A_reset_before_any_success_leads_to_http()
    {
        using var resetting = Ports.Resetting();
        await using var collector = await ScriptedServer.Http1Async();
        using var transport = Auto(Ports.AddressOf(resetting), collector.Endpoint);

        Assert.Equal(AttemptStatus.Answered, (await transport.SendAsync(Frames.Batch(2), default)).Status);
    }

    [Fact]
    public async Task A_reset_after_a_success_is_waited_out()
    {
        await using var grpc = await ScriptedServer.Http2Async(Answers.Ok, Answers.Reset, Answers.Ok);
        await using var http = await ScriptedServer.Http1Async();
        using var transport = Auto(grpc.Endpoint, http.Endpoint);

        var statuses = new List<AttemptStatus>();
        for (var i = 0; i < 3; i++)
        {
            statuses.Add((await transport.SendAsync(Frames.Batch(2), default)).Status);
        }

        Assert.Equal([AttemptStatus.Answered, AttemptStatus.Retry, AttemptStatus.Answered], statuses);
        Assert.Empty(http.Calls);
        Assert.Equal(1020, Assert.Single(_logger.Messages).Id);
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("no-such-host.invalid")]
    public async Task Nobody_there_and_no_such_name_are_no_reason(string host)
    {
        await using var http = await ScriptedServer.Http1Async();
        using var transport = Auto(host == "refused" ? Ports.Nobody() : new Uri($"http://{host}:5317"), http.Endpoint);

        var result = await transport.SendAsync(Frames.Batch(1), default);

        Assert.Equal((AttemptStatus.Retry, false), (result.Status, result.MayHaveArrived));
        Assert.Empty(http.Calls);
        Assert.Empty(_logger.Messages);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(14)]
    public async Task A_status_of_a_collector_stands(int code)
    {
        await using var grpc = await ScriptedServer.Http2Async(Answers.Status(code));
        await using var http = await ScriptedServer.Http1Async();
        using var transport = Auto(grpc.Endpoint, http.Endpoint);

        var result = await transport.SendAsync(Frames.Batch(1), default);

        Assert.Equal(code == 14 ? AttemptStatus.Retry : AttemptStatus.Refused, result.Status);
        Assert.Empty(http.Calls);
    }

    [Fact]
    public async Task A_stranger_s_refusal_is_not_final_when_no_collector_was_reached()
    {
        await using var stranger = await ScriptedServer.Http2Async(HttpAnswers.Page(404));
        using var transport = Auto(stranger.Endpoint, Ports.Nobody());

        var result = await transport.SendAsync(Frames.Batch(1), default);

        Assert.Equal((AttemptStatus.Retry, true), (result.Status, result.MayHaveArrived));
        Assert.Contains("by gRPC: Unimplemented: the address answered HTTP 404", result.Error, StringComparison.Ordinal);
        Assert.Contains("by HTTP: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_that_is_asked_for_in_the_collector_s_place_is_kept()
    {
        await using var stranger = await ScriptedServer.Http2Async(HttpAnswers.Page(503));
        await using var proxy = await ScriptedServer.Http1Async(HttpAnswers.Page(503, retryAfter: "30"));
        using var transport = Auto(stranger.Endpoint, proxy.Endpoint);

        var result = await transport.SendAsync(Frames.Batch(1), default);

        Assert.Equal((AttemptStatus.Retry, TimeSpan.FromSeconds(30)), (result.Status, result.RetryAfter));
    }

    [Fact]
    public async Task After_an_hour_grpc_is_tried_again_and_kept_to_when_it_works()
    {
        var grpc = new ScriptedCalls(ScriptedCalls.Failed(PathFinding.WrongVersion));
        var http = new ScriptedCalls(ScriptedCalls.Took);
        using var transport = new FallbackTransport(grpc, http, "grpc:1", "http:2", _logger, _time);
        await CallAsync(transport);
        await CallAsync(transport);
        Assert.Equal((1, 2), (grpc.Frames.Count, http.Frames.Count));

        _time.Advance(TimeSpan.FromHours(1));
        await CallAsync(transport);
        Assert.Equal((2, 3), (grpc.Frames.Count, http.Frames.Count));

        grpc.Script = [ScriptedCalls.Took];
        _time.Advance(TimeSpan.FromHours(1));
        await CallAsync(transport);
        await CallAsync(transport);
        Assert.Equal((4, 3), (grpc.Frames.Count, http.Frames.Count));
        Assert.Equal([1021, 1020], _logger.Messages.Select(message => message.Id));
    }

    public void Dispose() => _logger.Dispose();

    private static Task<CallOutcome> CallAsync(FallbackTransport transport) => transport.CallAsync(CollectorMethod.Publish, Frames.Batch(1), default);

    private IBatchTransport Auto(Uri grpc, Uri http) => TransportFactory.Create(
        TestClients.Options(options => (options.Endpoint, options.HttpEndpoint) = (grpc, http)), _logger, TimeProvider.System);
}
