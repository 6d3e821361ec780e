using CsTelemetry.Grpc.Tests.Client;
using CsTelemetry.Grpc.Tests.Hosting;
using CsTelemetry.Grpc.Tests.Raw;

namespace CsTelemetry.Grpc.Tests.Limits;

public sealed class EarlyAnswerTests
{
    private const string WrongKey = "wrong.secret";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_peer_that_is_refused_early_is_not_reset_while_it_sends_on()
    {
        await using var host = await TestHost.StartAsync();
        using var raw = await RawConnection.WarmAsync(host);
        var refused = await raw.OpenAsync(EchoService.Unary, key: WrongKey);
        Assert.Equal("16", (await raw.ReadAnswerAsync(refused))[^1].Fields["grpc-status"]);

        await raw.SendDataAsync(refused, new byte[10_000]);
        await raw.SendDataAsync(refused, new byte[10_000], endStream: true);

        Assert.DoesNotContain(await FramesUntilAnotherAnswerAsync(raw), frame => frame.Type == FrameType.Reset);
        Assert.Equal(0, host.Calls.Sum("cstelemetry.grpc.drains.cut"));
    }

    [Fact]
    public async Task The_rest_of_a_message_that_is_too_large_is_taken_too()
    {
        await using var host = await TestHost.StartAsync();
        using var raw = await RawConnection.WarmAsync(host);
        var refused = await raw.OpenAsync(EchoService.Unary);
        await raw.SendDataAsync(refused, [.. Frames.Prefix(0, uint.MaxValue), .. new byte[100]]);
        Assert.Equal("8", (await raw.ReadAnswerAsync(refused))[^1].Fields["grpc-status"]);

        await raw.SendDataAsync(refused, new byte[10_000], endStream: true);

        Assert.DoesNotContain(await FramesUntilAnotherAnswerAsync(raw), frame => frame.Type == FrameType.Reset);
    }

    [Fact]
    public async Task A_stream_that_is_refused_with_a_batch_in_hand_may_send_on()
    {
        await using var host = await TestHost.StartAsync();
        using var raw = await RawConnection.WarmAsync(host);
        var refused = await raw.OpenAsync(EchoService.FailStream);
        await raw.SendDataAsync(refused, [.. Frames.OfText("one"), .. Frames.OfText("two")]);
        Assert.Equal("9", (await raw.ReadAnswerAsync(refused))[^1].Fields["grpc-status"]);

        await raw.SendDataAsync(refused, Frames.OfText("three"), endStream: true);

        Assert.DoesNotContain(await FramesUntilAnotherAnswerAsync(raw), frame => frame.Type == FrameType.Reset);
    }

    [Fact]
    public async Task Who_sends_more_than_is_taken_is_reset_and_counted()
    {
        await using var host = await TestHost.StartAsync(new() { Options = options => options.MaxDrainBytes = 64 * 1024 });
        using var raw = await RawConnection.WarmAsync(host);
        var refused = await raw.OpenAsync(EchoService.Unary, key: WrongKey);
        await raw.ReadAnswerAsync(refused);

        for (var sent = 0; sent <= 64 * 1024; sent += 16 * 1024)
        {
            await raw.SendDataAsync(refused, new byte[16 * 1024]);
        }

        await ReadResetAsync(raw, refused);
        Assert.Equal(1, host.Calls.Sum("cstelemetry.grpc.drains.cut"));
    }

    [Fact]
    public async Task Who_does_not_finish_is_reset_after_the_limit_of_time_and_counted()
    {
        var time = new HandMovedTime();
        await using var host = await TestHost.StartAsync(new() { Time = time });
        using var raw = await RawConnection.WarmAsync(host);
        var refused = await raw.OpenAsync(EchoService.Unary, key: WrongKey);
        await raw.ReadAnswerAsync(refused);
        await time.WhenTimerIsSet(Patience);

        time.Advance(Patience);

        await ReadResetAsync(raw, refused);
        Assert.Equal(1, host.Calls.Sum("cstelemetry.grpc.drains.cut"));
    }

    [Fact]
    public async Task When_as_many_as_may_be_are_finishing_the_next_is_answered_and_reset_and_counted()
    {
        await using var host = await TestHost.StartAsync(new() { Options = options => options.MaxDrainCount = 1 });
        using var raw = await RawConnection.WarmAsync(host);
        var first = await raw.OpenAsync(EchoService.Unary, key: WrongKey);
        await raw.ReadAnswerAsync(first);

        var second = await raw.OpenAsync(EchoService.Unary, key: WrongKey);
        Assert.Equal("16", (await raw.ReadAnswerAsync(second))[^1].Fields["grpc-status"]);

        await ReadResetAsync(raw, second);
        Assert.Equal(1, host.Calls.Sum("cstelemetry.grpc.drains.cut"));
    }

    [Fact]
    public async Task A_call_that_still_finishes_takes_no_place_from_others_and_does_not_hold_up_a_stop()
    {
        var time = new HandMovedTime();
        await using var host = await TestHost.StartAsync(new() { Time = time, Options = options => options.MaxActiveCallCount = 1 });
        using var raw = await RawConnection.WarmAsync(host);
        await raw.ReadAnswerAsync(await raw.OpenAsync(EchoService.Unary, key: WrongKey));

        Assert.Equal("0", (await FramesUntilAnotherAnswerAsync(raw))[^1].Fields["grpc-status"]);

        // The clock stands still: only the stop itself can end it.
        await host.StopAsync().WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData(EchoService.Unary)]
    [InlineData(EchoService.Duplex)]
    public async Task Every_one_of_two_thousand_refused_calls_with_large_bodies_has_its_status(string path)
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);
        var frame = Frames.OfBytes(new byte[200_000]);

        for (var round = 0; round < 20; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.CallAsync(path, frame, ("authorization", $"Bearer {WrongKey}"))));
            Assert.All(answers, answer => Assert.Equal(GrpcStatusCode.Unauthenticated, answer.Code));
        }
    }

    private static async Task<List<RawFrame>> FramesUntilAnotherAnswerAsync(RawConnection raw)
    {
        var good = await raw.OpenAsync(EchoService.Unary);
        await raw.SendDataAsync(good, Frames.OfBytes(1), endStream: true);
        List<RawFrame> frames = [];
        while (frames is [] || frames[^1].StreamId != good || !frames[^1].EndsStream)
        {
            frames.Add(await raw.ReadAsync());
        }

        return frames;
    }

    private static async Task ReadResetAsync(RawConnection raw, int streamId)
    {
        RawFrame frame;
        do
        {
            frame = await raw.ReadAsync();
        }
        while (frame.Type != FrameType.Reset);

        // NO_ERROR: the answer stands.
        Assert.Equal((streamId, 0), (frame.StreamId, frame.Payload.Sum(octet => octet)));
    }
}
