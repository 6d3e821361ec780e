using CsTelemetry.Grpc.Statuses;

namespace CsTelemetry.Grpc.Hosting;

/// <summary>Counts the calls that run, up to a limit. Thread-safe.</summary>
internal sealed class ActiveCalls(int limit)
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Gets what a call beyond the limit is told: RESOURCE_EXHAUSTED with RetryInfo.</summary>
    public CallOutcome Refusal { get; } = CallOutcome.From(
        new GrpcException(GrpcStatusCode.ResourceExhausted, $"The server runs {limit} calls already; call again later.", TimeSpan.FromSeconds(1)));

    /// <summary>Counts one more call.</summary>
    /// <returns>False when the limit is reached; then it was not counted.</returns>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _count) <= limit)
        {
            return true;
        }

        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _count);
}
