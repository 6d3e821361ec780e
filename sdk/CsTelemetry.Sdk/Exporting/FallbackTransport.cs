#if NET
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Exporting;

/// <summary>Sends by gRPC, and by HTTP where HTTP/2 does not get through. Safe for concurrent calls.</summary>
internal sealed class FallbackTransport(ICallTransport grpc, ICallTransport http, string grpcAddress, string httpAddress, ILogger logger, TimeProvider time) : ICallTransport
{
    private static readonly TimeSpan Retrial = TimeSpan.FromHours(1);

    private readonly TransportChoice _choice = new(Retrial);

    public async Task<CallOutcome> CallAsync(CollectorMethod method, ReadOnlyMemory<byte> frame, CancellationToken abort)
    {
        if (_choice.UsesHttp(time.GetUtcNow()))
        {
            return await http.CallAsync(method, frame, abort).ConfigureAwait(false);
        }

        var first = await grpc.CallAsync(method, frame, abort).ConfigureAwait(false);
        if (!_choice.ShallTryHttp(first.Path))
        {
            if (first.Path == PathFinding.Collector && _choice.GrpcWorked())
            {
                Log.GrpcInUse(logger, grpcAddress);
            }

            return first;
        }

        var second = await http.CallAsync(method, frame, abort).ConfigureAwait(false);
        if (second.Path != PathFinding.Collector)
        {
            return Neither(first, second);
        }

        if (_choice.HttpWorked(time.GetUtcNow()))
        {
            Log.HttpInUse(logger, grpcAddress, first.Describe(), httpAddress, Retrial);
        }

        return second;
    }

    public void Dispose()
    {
        grpc.Dispose();
        http.Dispose();
    }

    // No collector has judged the batch, so nothing is final: neither a proxy's page nor the lack of a port.
    private static CallOutcome Neither(CallOutcome first, CallOutcome second) => CallOutcome.Failed(
        second.Path, $"by gRPC: {first.Describe()}; by HTTP: {second.Describe()}", first.MayHaveArrived || second.MayHaveArrived)
        with
    {
        RetryAfter = second.Status?.RetryAfter ?? TimeSpan.Zero,
    };
}
#endif
