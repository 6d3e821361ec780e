using CsTelemetry.Grpc.Tests.Client;
using CsTelemetry.Grpc.Tests.Hosting;
using CsTelemetry.Grpc.Tests.Raw;

namespace CsTelemetry.Grpc.Tests.Calls;

public sealed class UnaryCallTests
{
    [Fact]
    public async Task An_answer_carries_its_status_in_the_trailers_and_not_in_the_headers()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(EchoService.Unary, Frames.OfBytes(7, 8, 9));

        Assert.Equal(GrpcStatusCode.Ok, answer.Code);
        Assert.False(answer.IsTrailersOnly);
        Assert.Equal([7, 8, 9], Assert.Single(answer.Messages).EchoedBytes);
        Assert.Equal("application/grpc", answer.ContentHeaders.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_empty_message_is_a_message()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(EchoService.Unary, Frames.Raw(0, []));

        Assert.Equal(GrpcStatusCode.Ok, answer.Code);
        Assert.Empty(Assert.Single(answer.Messages).Payload);
    }

    [Fact]
    public async Task A_message_of_many_segments_comes_back_whole()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);
        var value = new byte[900_000];
        new Random(4711).NextBytes(value);

        var answer = await client.CallAsync(EchoService.Unary, Frames.OfBytes(value));

        Assert.Equal(value, Assert.Single(answer.Messages).EchoedBytes);
    }

    [Fact]
    public async Task An_error_is_one_frame_of_headers_that_ends_the_stream()
    {
        await using var host = await TestHost.StartAsync();
        using var raw = await RawConnection.WarmAsync(host);

        var stream = await raw.OpenAsync(EchoService.Fail);
        await raw.SendDataAsync(stream, Frames.OfText("no"), endStream: true);
        var frame = Assert.Single(await raw.ReadAnswerAsync(stream));

        Assert.Equal("10", frame.Fields["grpc-status"]);
        Assert.Equal("no", frame.Fields["grpc-message"]);
        Assert.Equal("200", frame.Fields[":status"]);
    }

    [Fact]
    public async Task Five_hundred_calls_side_by_side_each_get_their_own_answer()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => client.CallAsync(EchoService.Unary, Frames.OfBytes((byte)i, (byte)(i >> 8)))));

        Assert.Equal(Enumerable.Range(0, 500), answers.Select(a => a.Messages.Single().EchoedBytes).Select(b => b[0] | (b[1] << 8)));
    }

    [Fact]
    public async Task A_request_of_bytes_that_are_no_message_is_an_invalid_argument()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(EchoService.Unary, Frames.Raw(0, [0xFF, 0xFF, 0xFF]));

        Assert.Equal((GrpcStatusCode.InvalidArgument, "A message is not a valid BytesValue."), (answer.Code, answer.Message));
    }

    // Trap 12.
    [Fact]
    public async Task A_second_message_is_an_internal_error()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(EchoService.Unary, [.. Frames.OfBytes(1), .. Frames.OfBytes(2)]);

        Assert.Equal(GrpcStatusCode.Internal, answer.Code);
        Assert.Contains("more than one message", answer.Message, StringComparison.Ordinal);
    }

    // Trap 12.
    [Fact]
    public async Task A_half_close_without_a_message_is_an_internal_error()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(EchoService.Unary, []);

        Assert.Equal(GrpcStatusCode.Internal, answer.Code);
        Assert.Contains("without a message", answer.Message, StringComparison.Ordinal);
    }

    // Trap 12.
    [Fact]
    public async Task A_stream_that_ends_with_its_headers_is_an_internal_error()
    {
        await using var host = await TestHost.StartAsync();
        using var raw = await RawConnection.WarmAsync(host);

        var stream = await raw.OpenAsync(EchoService.Unary, endStream: true);

        Assert.Equal("13", Assert.Single(await raw.ReadAnswerAsync(stream)).Fields["grpc-status"]);
    }
}
