using CsTelemetry.Grpc.Tests.Client;
using CsTelemetry.Grpc.Tests.Hosting;

namespace CsTelemetry.Grpc.Tests.Calls;

// Trap 9.
public sealed class DeadlineTests
{
    private readonly HandMovedTime _time = new();

    [Fact]
    public async Task A_handler_that_is_too_slow_is_cancelled_and_the_caller_is_told()
    {
        await using var host = await TestHost.StartAsync(new() { Time = _time });
        using var client = await TestClient.WarmAsync(host);
        var answering = client.CallAsync(EchoService.Wait, Frames.OfBytes(1), ("grpc-timeout", "1500m"));
        var call = await host.Echo.NextEnteredAsync();

        _time.Advance(TimeSpan.FromMilliseconds(1499));
        Assert.False(call.CancellationToken.IsCancellationRequested);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMilliseconds(1), call.Deadline);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        var answer = await answering;
        Assert.Equal(GrpcStatusCode.DeadlineExceeded, answer.Code);
        Assert.True(answer.IsTrailersOnly);
    }

    [Fact]
    public async Task A_half_open_stream_ends_at_its_deadline()
    {
        await using var host = await TestHost.StartAsync(new() { Time = _time });
        using var client = await TestClient.WarmAsync(host);
        using var call = client.Open(EchoService.Duplex, ("grpc-timeout", "2S"));
        await call.WriteAsync(Frames.OfBytes(1));
        Assert.Equal([1], (await call.ReadAsync())!.EchoedBytes);

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(GrpcStatusCode.DeadlineExceeded, (await call.EndAsync()).Code);
    }

    [Fact]
    public async Task A_request_that_never_comes_ends_at_its_deadline()
    {
        await using var host = await TestHost.StartAsync(new() { Time = _time });
        using var client = await TestClient.WarmAsync(host);
        using var call = client.Open(EchoService.Unary, ("grpc-timeout", "3S"));
        await call.WriteAsync(Frames.Prefix(0, 100));
        await _time.WhenTimerIsSet(TimeSpan.FromSeconds(3));

        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(GrpcStatusCode.DeadlineExceeded, (await call.EndAsync()).Code);
    }

    [Theory]
    [InlineData("99999999H")]
    [InlineData("99999999M")]
    [InlineData("123456789S")]
    [InlineData("-1S")]
    [InlineData("1")]
    [InlineData("S")]
    [InlineData("1x")]
    [InlineData("")]
    public async Task A_huge_or_broken_timeout_does_not_end_a_call(string timeout)
    {
        await using var host = await TestHost.StartAsync(new() { Time = _time });
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(EchoService.Unary, Frames.OfBytes(1), ("grpc-timeout", timeout));

        Assert.Equal(GrpcStatusCode.Ok, answer.Code);
    }

    [Fact]
    public async Task A_message_that_dawdles_ends_its_call_without_any_deadline()
    {
        await using var host = await TestHost.StartAsync(new() { Time = _time });
        using var client = await TestClient.WarmAsync(host);
        using var call = client.Open(EchoService.Duplex);
        await call.WriteAsync(Frames.OfBytes(1));
        Assert.Equal([1], (await call.ReadAsync())!.EchoedBytes);
        await call.WriteAsync(Frames.Prefix(0, 100));
        await _time.WhenTimerIsSet(TimeSpan.FromSeconds(60));

        _time.Advance(TimeSpan.FromSeconds(60));

        var answer = await call.EndAsync();
        Assert.Equal((GrpcStatusCode.DeadlineExceeded, "The message did not arrive whole within 60 s."), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task A_stream_may_be_quiet_between_messages_for_days()
    {
        await using var host = await TestHost.StartAsync(new() { Time = _time });
        using var client = await TestClient.WarmAsync(host);
        using var call = client.Open(EchoService.Duplex);
        await call.WriteAsync(Frames.OfBytes(1));
        Assert.Equal([1], (await call.ReadAsync())!.EchoedBytes);

        _time.Advance(TimeSpan.FromDays(3));
        await call.WriteAsync(Frames.OfBytes(2));

        Assert.Equal([2], (await call.ReadAsync())!.EchoedBytes);
    }
}
