using System.Collections.Concurrent;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Grpc.Tests.Hosting;

/// <summary>A stand-in for the collector's service: it keeps what is published, and its keys and accounts decide what goes wrong.</summary>
internal sealed class FakeCollector
{
    public const string Key = "good.secret";
    public const string OverloadedKey = "overloaded.secret";
    public const string BreakingKey = "break";
    public const string SlowAccount = "slow";
    public const string PublishPath = "/cstelemetry.v1.TelemetryCollector/Publish";
    public const string StreamPath = "/cstelemetry.v1.TelemetryCollector/PublishStream";
    public static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(1500);

    private static readonly GrpcMarshaller<PublishRequest> Requests = GrpcMarshaller.ForProtobuf(PublishRequest.Parser);
    private static readonly GrpcMarshaller<PublishResponse> Responses = GrpcMarshaller.ForProtobuf(PublishResponse.Parser);
    private readonly ConcurrentDictionary<(ulong, ulong), bool> _seen = new();

    public ConcurrentQueue<PublishRequest> Published { get; } = [];

    /// <summary>Lets in whoever has a key; the key itself stands for the caller.</summary>
    public static ValueTask AuthoriseAsync(GrpcServerCall call)
    {
        var key = call.GetMetadata("authorization");
        if (key == BreakingKey)
        {
            throw new InvalidOperationException("a secret of the key store");
        }

        call.Caller = key is "Bearer " + Key or "Bearer " + OverloadedKey
            ? key["Bearer ".Length..]
            : throw new GrpcException(GrpcStatusCode.Unauthenticated, "The key is missing or unknown.");
        return ValueTask.CompletedTask;
    }

    public void AddTo(GrpcMethodTable table) => table
        .AddUnary(PublishPath, Requests, Responses, PublishAsync)
        .AddDuplex(StreamPath, Requests, Responses, StreamAsync);

    private async ValueTask<PublishResponse> PublishAsync(PublishRequest request, GrpcServerCall call)
    {
        if (Equals(call.Caller, OverloadedKey))
        {
            throw new GrpcException(GrpcStatusCode.ResourceExhausted, "The collector is behind.", RetryDelay);
        }

        if (request.Events is [{ AccountId: SlowAccount }, ..])
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, call.CancellationToken);
        }

        var duplicate = !_seen.TryAdd((request.ClientInstanceId, request.BatchSequence), true);
        if (!duplicate)
        {
            Published.Enqueue(request);
        }

        return new PublishResponse { BatchSequence = request.BatchSequence, AcceptedCount = (uint)request.Events.Count, Duplicate = duplicate };
    }

    private async Task StreamAsync(GrpcDuplexCall<PublishRequest, PublishResponse> call)
    {
        while (await call.ReadAsync() is { HasMessage: true } received)
        {
            await call.WriteAsync(await PublishAsync(received.Message, call.Call));
        }
    }
}
