using System.Threading.Channels;
using CsTelemetry.Grpc.Tests.Client;
using CsTelemetry.Grpc.Tests.Hosting;
using Google.Protobuf.WellKnownTypes;

namespace CsTelemetry.Grpc.Tests.Calls;

/// <summary>One reader and one writer of a call at the same time, as a handler with work in between needs it.</summary>
public sealed class PipeliningTests
{
    private const string Path = "/test.Pipe/Run";
    private static readonly GrpcMarshaller<BytesValue> Bytes = GrpcMarshaller.ForProtobuf(BytesValue.Parser);

    [Fact]
    public async Task Requests_are_read_while_answers_are_written_and_order_is_kept()
    {
        await using var host = await StartAsync(EchoThroughQueueAsync);
        using var client = await TestClient.WarmAsync(host);
        var numbers = Enumerable.Range(0, 200).Select(i => (byte)i).ToArray();

        var answer = await client.CallAsync(Path, [.. numbers.SelectMany(n => Frames.OfBytes(n))]);

        Assert.Equal(GrpcStatusCode.Ok, answer.Code);
        Assert.Equal(numbers, answer.Messages.Select(m => m.EchoedBytes.Single()));
    }

    [Fact]
    public async Task A_second_read_at_the_same_time_is_refused()
    {
        var refused = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await StartAsync(async call =>
        {
            var first = call.ReadAsync();
            refused.SetResult(await Assert.ThrowsAsync<InvalidOperationException>(async () => await call.ReadAsync()));
            await call.WriteAsync((await first).Message);
        });
        using var client = await TestClient.WarmAsync(host);
        using var call = client.Open(Path);

        var refusal = await refused.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await call.WriteAsync(Frames.OfBytes(5));
        var answer = await call.EndAsync();

        Assert.Equal([5], Assert.Single(answer.Messages).EchoedBytes);
        Assert.Contains("ReadAsync", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_that_a_handler_left_behind_has_ended_before_the_call_does()
    {
        Task? leftBehind = null;
        GrpcDuplexCall<BytesValue, BytesValue>? kept = null;
        await using var host = await StartAsync(call =>
        {
            kept = call;
            leftBehind = call.ReadAsync().AsTask();
            return Task.CompletedTask;
        });
        using var client = await TestClient.WarmAsync(host);
        using var call = client.Open(Path);

        Assert.Equal(GrpcStatusCode.Ok, (await call.EndAsync()).Code);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leftBehind!.WaitAsync(TimeSpan.FromSeconds(20)));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await kept!.WriteAsync(new BytesValue()));
        Assert.Equal(GrpcStatusCode.Ok, (await client.CallAsync(EchoService.Unary, Frames.OfBytes(1))).Code);
    }

    private static Task<TestHost> StartAsync(Func<GrpcDuplexCall<BytesValue, BytesValue>, Task> handler) =>
        TestHost.StartAsync(new() { Methods = table => table.AddDuplex(Path, Bytes, Bytes, handler) });

    private static async Task EchoThroughQueueAsync(GrpcDuplexCall<BytesValue, BytesValue> call)
    {
        var queue = Channel.CreateBounded<BytesValue>(4);
        var writing = Task.Run(
            async () =>
            {
                await foreach (var message in queue.Reader.ReadAllAsync(call.Call.CancellationToken))
                {
                    await call.WriteAsync(message);
                }
            },
            call.Call.CancellationToken);
        while (await call.ReadAsync() is { HasMessage: true } received)
        {
            await queue.Writer.WriteAsync(received.Message, call.Call.CancellationToken);
        }

        queue.Writer.Complete();
        await writing;
    }
}
