using System.Threading.Channels;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace CsTelemetry.Grpc.Tests.Hosting;

/// <summary>Methods that do on purpose what a test wants to see from outside.</summary>
internal sealed class EchoService
{
    public const string Unary = "/test.Echo/Unary";
    public const string Duplex = "/test.Echo/Duplex";
    public const string Fail = "/test.Echo/Fail";
    public const string FailStream = "/test.Echo/FailStream";
    public const string Throw = "/test.Echo/Throw";
    public const string Wait = "/test.Echo/Wait";
    public const string Data = "/test.Echo/Data";

    private static readonly GrpcMarshaller<BytesValue> Bytes = GrpcMarshaller.ForProtobuf(BytesValue.Parser);
    private static readonly GrpcMarshaller<StringValue> Text = GrpcMarshaller.ForProtobuf(StringValue.Parser);
    private readonly Channel<GrpcServerCall> _entered = Channel.CreateUnbounded<GrpcServerCall>();

    /// <summary>Waits for the next call of <see cref="Wait"/> to come in.</summary>
    public async Task<GrpcServerCall> NextEnteredAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _entered.Reader.ReadAsync(limit.Token);
    }

    public void AddTo(GrpcMethodTable table) => table
        .AddUnary(Unary, Bytes, Bytes, (request, _) => new(request))
        .AddDuplex(Duplex, Bytes, Bytes, EchoAllAsync)
        .AddUnary(Fail, Text, Bytes, (request, _) => throw new GrpcException(GrpcStatusCode.Aborted, request.Value))
        .AddDuplex(FailStream, Text, Text, FailAfterFirstAsync)
        .AddUnary(Throw, Text, Bytes, (request, _) => throw new InvalidOperationException("secret: " + request.Value))
        .AddUnary(Wait, Bytes, Bytes, WaitAsync)
        .AddUnary(Data, Bytes, Bytes, (_, call) => new(new BytesValue { Value = ByteString.CopyFrom([.. call.GetBinaryMetadata("x-data-bin").SelectMany(v => v)]) }));

    private static async Task EchoAllAsync(GrpcDuplexCall<BytesValue, BytesValue> call)
    {
        while (await call.ReadAsync() is { HasMessage: true } received)
        {
            await call.WriteAsync(received.Message);
        }
    }

    private static async Task FailAfterFirstAsync(GrpcDuplexCall<StringValue, StringValue> call)
    {
        await call.WriteAsync((await call.ReadAsync()).Message);
        throw new GrpcException(GrpcStatusCode.FailedPrecondition, "after the first");
    }

    private async ValueTask<BytesValue> WaitAsync(BytesValue request, GrpcServerCall call)
    {
        await _entered.Writer.WriteAsync(call, CancellationToken.None);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, call.CancellationToken);
        return request;
    }
}
