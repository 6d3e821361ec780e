namespace CsTelemetry.Grpc.Health;

/// <summary>Counts those who watch, up to a limit. Thread-safe.</summary>
internal sealed class HealthWatchers(int limit)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(30);

    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <exception cref="GrpcException">RESOURCE_EXHAUSTED with RetryInfo: the limit is reached.</exception>
    public void Enter()
    {
        if (Interlocked.Increment(ref _count) > limit)
        {
            Leave();
            throw new GrpcException(GrpcStatusCode.ResourceExhausted, $"{limit} callers watch the server's health already; call Check instead, or watch again after the delay.", RetryDelay);
        }
    }

    public void Leave() => Interlocked.Decrement(ref _count);
}
