using CsTelemetry.Grpc.Tests.Client;
using CsTelemetry.Grpc.Tests.Hosting;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace CsTelemetry.Grpc.Tests.Framing;

// Trap 10.
public sealed class CompressionTests
{
    private static readonly (string, string) Gzip = ("grpc-encoding", "gzip");
    private static readonly (string, string) AcceptGzip = ("grpc-accept-encoding", "identity, gzip");

    [Fact]
    public async Task A_client_that_sends_and_accepts_gzip_is_answered_in_gzip()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);
        var value = new byte[20_000];

        var answer = await client.CallAsync(EchoService.Unary, Frames.Zipped(Message(value)), Gzip, AcceptGzip);

        var frame = Assert.Single(answer.Messages);
        Assert.Equal("gzip", answer.Header("grpc-encoding"));
        Assert.Equal(1, frame.Flag);
        Assert.True(frame.Payload.Length < 1000);
        Assert.Equal(value, frame.EchoedBytes);
    }

    [Fact]
    public async Task A_small_answer_stays_plain_and_says_so()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(EchoService.Unary, Frames.Zipped(Message([1])), Gzip, AcceptGzip);

        Assert.Equal(0, Assert.Single(answer.Messages).Flag);
    }

    [Fact]
    public async Task A_client_that_does_not_accept_gzip_is_answered_plain()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(EchoService.Unary, Frames.Zipped(Message(new byte[20_000])), Gzip);

        Assert.Null(answer.Header("grpc-encoding"));
        Assert.Equal(0, Assert.Single(answer.Messages).Flag);
    }

    [Fact]
    public async Task A_stream_may_mix_compressed_and_plain_messages()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(EchoService.Duplex, [.. Frames.Zipped(Message([1])), .. Frames.OfBytes(2), .. Frames.Zipped(Message([3]))], Gzip);

        Assert.Equal([1, 2, 3], answer.Messages.SelectMany(m => m.EchoedBytes));
    }

    [Fact]
    public async Task A_compressed_message_without_an_encoding_is_an_internal_error()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(EchoService.Unary, Frames.Zipped(Message([1])));

        Assert.Equal(GrpcStatusCode.Internal, answer.Code);
    }

    [Fact]
    public async Task An_encoding_not_spoken_here_is_unimplemented_and_the_spoken_ones_are_named()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(EchoService.Unary, Frames.OfBytes(1), ("grpc-encoding", "snappy"));

        Assert.Equal(GrpcStatusCode.Unimplemented, answer.Code);
        Assert.Equal("identity,gzip", answer.Header("grpc-accept-encoding"));
        Assert.Equal((EchoService.Unary, "Unimplemented"), await host.Calls.NextAsync());
    }

    [Fact]
    public async Task A_bomb_of_fifty_megabytes_is_refused_when_it_passes_the_limit()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);
        var bomb = Frames.Raw(1, Frames.Gzip(new byte[50_000_000]));
        Assert.True(bomb.Length < 100_000);

        var answer = await client.CallAsync(EchoService.Unary, bomb, Gzip);

        Assert.Equal((GrpcStatusCode.ResourceExhausted, "A message is more than 1048576 bytes inflated; at most 1048576 are taken. Send less in one message."), (answer.Code, answer.Message));
        Assert.Null(answer.RetryDelay);
        Assert.Equal(0, host.Budget.UsedBytes);
        Assert.Equal(1, host.Calls.Sum("cstelemetry.grpc.messages.refused_for_size"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(-3)]
    public async Task A_gzip_that_is_cut_short_is_an_internal_error(int length)
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);
        var whole = Frames.Gzip(Message([1, 2, 3, 4]).ToByteArray());

        var answer = await client.CallAsync(EchoService.Unary, Frames.Raw(1, whole[..(length < 0 ? whole.Length + length : length)]), Gzip);

        Assert.Equal((GrpcStatusCode.Internal, "A message is flagged as gzip but cannot be inflated."), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task Bytes_that_are_no_gzip_are_an_internal_error()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(EchoService.Unary, Frames.Raw(1, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), Gzip);

        Assert.Equal(GrpcStatusCode.Internal, answer.Code);
    }

    private static BytesValue Message(byte[] value) => new() { Value = ByteString.CopyFrom(value) };
}
