using CsTelemetry.Grpc.Tests.Client;
using CsTelemetry.Grpc.Tests.Hosting;
using CsTelemetry.Grpc.Tests.Raw;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace CsTelemetry.Grpc.Tests.Limits;

public sealed class SizeLimitTests
{
    private const int Limit = 1024 * 1024;

    [Theory]
    [InlineData(Limit, GrpcStatusCode.Ok)]
    [InlineData(Limit + 1, GrpcStatusCode.ResourceExhausted)]
    public async Task A_message_is_taken_up_to_the_limit_and_not_a_byte_further(int payloadBytes, GrpcStatusCode expected)
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        // A BytesValue of this size has four bytes of its own.
        var frame = Frames.OfBytes(new byte[payloadBytes - 4]);
        Assert.Equal(payloadBytes + 5, frame.Length);

        Assert.Equal(expected, (await client.CallAsync(EchoService.Unary, frame)).Code);
    }

    // Trap 11.
    [Fact]
    public async Task A_prefix_that_announces_too_much_is_refused_before_anything_else_arrives()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);
        using var call = client.Open(EchoService.Unary);

        await call.WriteAsync(Frames.Prefix(0, uint.MaxValue));
        var answer = await call.EndAsync();

        Assert.Equal((GrpcStatusCode.ResourceExhausted, "A message is 4294967295 bytes; at most 1048576 are taken. Send less in one message."), (answer.Code, answer.Message));
        Assert.Null(answer.RawDetails);
    }

    // Trap 11.
    [Fact]
    public async Task Five_bytes_that_announce_a_megabyte_hold_nothing()
    {
        var time = new HandMovedTime();
        await using var host = await TestHost.StartAsync(new() { Time = time });
        using var raw = await RawConnection.WarmAsync(host);
        var stream = await raw.OpenAsync(EchoService.Duplex);

        await raw.SendDataAsync(stream, Frames.Prefix(0, Limit));
        await time.WhenTimerIsSet(TimeSpan.FromSeconds(60));

        Assert.Equal(1, host.ActiveCalls.Count);
        Assert.Equal(0, host.Budget.UsedBytes);
    }

    // Trap 11: four times the connection's window is in flight.
    [Fact]
    public async Task Many_unfinished_messages_on_one_connection_do_not_block_each_other()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);
        var frame = Frames.OfBytes(new byte[100_000]);
        var calls = Enumerable.Range(0, 40).Select(_ => client.Open(EchoService.Duplex)).ToList();

        foreach (var call in calls)
        {
            await call.WriteAsync(frame[..^1]);
        }

        foreach (var call in calls)
        {
            await call.WriteAsync(frame[^1..]);
            Assert.Equal(100_000, (await call.ReadAsync())!.EchoedBytes.Length);
            call.Dispose();
        }
    }

    [Fact]
    public async Task A_budget_that_is_spent_refuses_with_a_delay()
    {
        await using var host = await TestHost.StartAsync(new() { Options = options => options.MaxBufferedReceiveBytes = 4 * Limit });
        using var client = await TestClient.WarmAsync(host);
        host.Budget.Take(4 * Limit);

        // Compressed, since a plain message that arrives in one go needs no buffer.
        var frame = Frames.Zipped(new BytesValue { Value = ByteString.CopyFrom(new byte[500_000]) });
        var refused = await client.CallAsync(EchoService.Unary, frame, ("grpc-encoding", "gzip"));
        host.Budget.GiveBack(4 * Limit);
        var taken = await client.CallAsync(EchoService.Unary, frame, ("grpc-encoding", "gzip"));

        Assert.Equal((GrpcStatusCode.ResourceExhausted, TimeSpan.FromSeconds(1)), (refused.Code, refused.RetryDelay!.Value));
        Assert.Equal(GrpcStatusCode.Ok, taken.Code);
        Assert.Equal(0, host.Budget.UsedBytes);
    }

    [Fact]
    public async Task An_answer_over_the_limit_is_refused_and_not_sent()
    {
        await using var host = await TestHost.StartAsync(new() { Options = options => options.MaxSendMessageBytes = 1024 });
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(EchoService.Unary, Frames.OfBytes(new byte[2000]));

        Assert.Equal(GrpcStatusCode.ResourceExhausted, answer.Code);
        Assert.True(answer.IsTrailersOnly);
    }

    [Fact]
    public async Task A_compressed_flag_that_is_neither_0_nor_1_is_an_internal_error()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        Assert.Equal(GrpcStatusCode.Internal, (await client.CallAsync(EchoService.Unary, Frames.Raw(2, [1]))).Code);
    }
}
