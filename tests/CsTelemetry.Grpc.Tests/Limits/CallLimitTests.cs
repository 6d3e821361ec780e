using CsTelemetry.Grpc.Tests.Client;
using CsTelemetry.Grpc.Tests.Hosting;
using CsTelemetry.Grpc.Tests.Raw;

namespace CsTelemetry.Grpc.Tests.Limits;

public sealed class CallLimitTests
{
    private const int MaxConcurrentStreamsSetting = 3;

    // Trap 6.
    [Fact]
    public async Task A_hundred_and_fifty_live_streams_share_one_connection()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);
        var calls = Enumerable.Range(0, 150).Select(_ => client.Open(EchoService.Duplex)).ToList();

        foreach (var call in calls)
        {
            await call.WriteAsync(Frames.OfBytes(1));
            Assert.NotNull(await call.ReadAsync());
        }

        Assert.Equal(150, host.ActiveCalls.Count);
        Assert.Equal(1, host.ConnectionCount);
        calls.ForEach(call => call.Dispose());
    }

    // Trap 6.
    [Fact]
    public async Task The_limit_of_a_connection_is_announced_to_its_client()
    {
        await using var host = await TestHost.StartAsync(new() { Options = options => options.MaxStreamsPerConnectionCount = 77 });
        using var raw = await RawConnection.WarmAsync(host);

        Assert.Equal(77u, raw.Settings[MaxConcurrentStreamsSetting]);
    }

    [Fact]
    public async Task A_call_too_many_is_refused_with_a_delay_and_a_later_one_is_not()
    {
        await using var host = await TestHost.StartAsync(new() { Options = options => options.MaxActiveCallCount = 1 });
        using var client = await TestClient.WarmAsync(host);
        using var stream = client.Open(EchoService.Duplex);
        await stream.HeadersAsync();

        var refused = await client.CallAsync(EchoService.Unary, Frames.OfBytes(1));
        stream.HalfClose();
        await stream.EndAsync();
        await host.Calls.NextAsync();
        await host.Calls.NextAsync();
        var taken = await client.CallAsync(EchoService.Unary, Frames.OfBytes(1));

        Assert.Equal((GrpcStatusCode.ResourceExhausted, TimeSpan.FromSeconds(1)), (refused.Code, refused.RetryDelay!.Value));
        Assert.Equal(GrpcStatusCode.Ok, taken.Code);
    }

    [Fact]
    public async Task A_server_that_is_full_still_tells_its_health()
    {
        await using var host = await TestHost.StartAsync(new() { Options = options => options.MaxActiveCallCount = 1 });
        using var client = await TestClient.WarmAsync(host);
        using var stream = client.Open(EchoService.Duplex);
        await stream.HeadersAsync();

        var health = await client.CallAsync("/grpc.health.v1.Health/Check", Frames.Raw(0, []));

        Assert.Equal(GrpcStatusCode.Ok, health.Code);
    }

    [Fact]
    public async Task A_stranger_who_opens_a_stream_and_says_nothing_is_shown_out()
    {
        var time = new HandMovedTime();
        await using var host = await TestHost.StartAsync(new() { Time = time });
        using var client = await TestClient.WarmAsync(host);
        using var call = client.Open("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo");
        await time.WhenTimerIsSet(TimeSpan.FromSeconds(60));

        time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(GrpcStatusCode.DeadlineExceeded, (await call.EndAsync()).Code);
    }

    // Trap 3.
    [Fact]
    public async Task A_stream_may_carry_more_than_kestrels_thirty_megabytes()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);
        using var call = client.Open(EchoService.Duplex);
        var frame = Frames.OfBytes(new byte[1_000_000]);

        for (var sent = 0; sent < 35; sent++)
        {
            await call.WriteAsync(frame);
            Assert.Equal(frame.Length - 5, (await call.ReadAsync())!.Payload.Length);
        }

        call.HalfClose();
        Assert.Equal(GrpcStatusCode.Ok, (await call.EndAsync()).Code);
    }

    // Trap 3. Kestrel's clock cannot be moved, so the test watches its limit being lifted.
    [Fact]
    public async Task A_quiet_stream_has_no_least_data_rate()
    {
        var rates = new List<RecordedDataRate>();
        await using var host = await TestHost.StartAsync(new() { Before = app => RecordedDataRate.Watch(app, rates) });
        using var client = await TestClient.WarmAsync(host);

        await client.CallAsync(EchoService.Duplex, Frames.OfBytes(1));

        Assert.Equal(2, rates.Count);
        Assert.All(rates, rate => Assert.True(rate.IsLifted));
    }

    // Trap 15, the server's side of it.
    [Fact]
    public async Task A_connection_that_is_quiet_is_pinged()
    {
        await using var host = await TestHost.StartAsync(new() { Options = options => options.KeepAlivePingDelay = TimeSpan.FromSeconds(1) });
        using var raw = await RawConnection.WarmAsync(host);

        RawFrame frame;
        do
        {
            frame = await raw.ReadAsync();
        }
        while (frame.Type != FrameType.Ping);

        Assert.False(frame.IsAck);
    }
}
