using CsTelemetry.Grpc.Tests.Client;
using CsTelemetry.Grpc.Tests.Hosting;
using CsTelemetry.Grpc.Tests.Raw;

namespace CsTelemetry.Grpc.Tests.Calls;

public sealed class DuplexCallTests
{
    // Trap 1.
    [Fact]
    public async Task Each_answer_arrives_before_the_next_request_leaves()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);
        using var call = client.Open(EchoService.Duplex);

        for (byte i = 0; i < 50; i++)
        {
            await call.WriteAsync(Frames.OfBytes(i));
            Assert.Equal([i], (await call.ReadAsync())!.EchoedBytes);
        }

        call.HalfClose();
        Assert.Equal(GrpcStatusCode.Ok, (await call.EndAsync()).Code);
    }

    // Traps 1 and 2.
    [Fact]
    public async Task Headers_arrive_before_the_first_request_leaves()
    {
        await using var host = await TestHost.StartAsync();
        using var raw = await RawConnection.WarmAsync(host);

        var stream = await raw.OpenAsync(EchoService.Duplex);
        RawFrame frame;
        do
        {
            frame = await raw.ReadAsync();
        }
        while (frame.StreamId != stream);

        Assert.Equal(FrameType.Headers, frame.Type);
        Assert.False(frame.EndsStream);
        Assert.Equal("200", frame.Fields[":status"]);
        Assert.DoesNotContain("grpc-status", frame.Fields.Keys);
    }

    // Trap 2.
    [Fact]
    public async Task A_call_that_is_refused_gets_nothing_but_a_status()
    {
        await using var host = await TestHost.StartAsync();
        using var raw = await RawConnection.WarmAsync(host);

        var stream = await raw.OpenAsync(EchoService.Duplex, key: "wrong");
        var frame = Assert.Single(await raw.ReadAnswerAsync(stream));

        Assert.Equal("16", frame.Fields["grpc-status"]);
    }

    [Fact]
    public async Task A_stream_without_requests_ends_with_ok()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(EchoService.Duplex, []);

        Assert.Equal(GrpcStatusCode.Ok, answer.Code);
        Assert.Empty(answer.Messages);
    }

    // Trap 4.
    [Fact]
    public async Task An_error_after_an_answer_is_in_the_trailers()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(EchoService.FailStream, Frames.OfText("first"));

        Assert.False(answer.IsTrailersOnly);
        Assert.Equal("first", Assert.Single(answer.Messages).EchoedText);
        Assert.Equal((GrpcStatusCode.FailedPrecondition, "after the first"), (answer.Code, answer.Message));
    }

    // Trap 5, as a server can show it: the client must be able to read why.
    [Fact]
    public async Task A_client_that_still_writes_can_read_why_the_server_ended_the_call()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);
        using var call = client.Open(EchoService.FailStream);

        await call.WriteAsync(Frames.OfText("first"));
        var answer = await call.EndAsync();

        Assert.Equal((GrpcStatusCode.FailedPrecondition, "after the first"), (answer.Code, answer.Message));
        Assert.Equal(GrpcStatusCode.Ok, (await client.CallAsync(EchoService.Unary, Frames.OfBytes(1))).Code);
    }

    [Fact]
    public async Task A_request_that_breaks_off_is_an_internal_error()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(EchoService.Duplex, [.. Frames.OfBytes(1), .. Frames.OfBytes(2)[..^1]]);

        Assert.Single(answer.Messages);
        Assert.Equal(GrpcStatusCode.Internal, answer.Code);
    }

    [Fact]
    public async Task A_request_that_arrives_byte_by_byte_is_put_together()
    {
        await using var host = await TestHost.StartAsync();
        using var raw = await RawConnection.WarmAsync(host);
        var stream = await raw.OpenAsync(EchoService.Duplex);

        foreach (var octet in Frames.OfBytes(1, 2, 3))
        {
            await raw.SendDataAsync(stream, [octet]);
        }

        await raw.SendDataAsync(stream, [], endStream: true);
        var frames = await raw.ReadAnswerAsync(stream);
        Assert.Equal(Frames.OfBytes(1, 2, 3), frames.Single(f => f.Type == FrameType.Data).Payload);
        Assert.Equal("0", frames[^1].Fields["grpc-status"]);
    }
}
