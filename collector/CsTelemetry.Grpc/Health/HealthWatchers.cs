namespace CsTelemetry.Grpc.Health;

/// <summary>Counts those who watch, up to a limit. Thread-safe.</summary>
internal sealed class HealthWatchers(int limit)
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <exception cref="GrpcException">RESOURCE_EXHAUSTED: the limit is reached.</exception>
    public void Enter()
    {
        if (Interlocked.Increment(ref _count) > limit)
        {
            Leave();
            throw new GrpcException(GrpcStatusCode.ResourceExhausted, $"{limit} callers watch the server's health already; call Check instead.");
        }
    }

    public void Leave() => Interlocked.Decrement(ref _count);
}
