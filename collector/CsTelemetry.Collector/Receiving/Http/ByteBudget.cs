using CsTelemetry.Grpc;

namespace CsTelemetry.Collector.Receiving.Http;

/// <summary>Counts the bytes that all posts together hold of bodies. Thread-safe.</summary>
internal sealed class ByteBudget(long limitBytes)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private long _usedBytes;

    public long UsedBytes => Interlocked.Read(ref _usedBytes);

    /// <exception cref="GrpcException">RESOURCE_EXHAUSTED with RetryInfo: nothing is left, and nothing was taken.</exception>
    public void Take(int bytes)
    {
        if (Interlocked.Add(ref _usedBytes, bytes) > limitBytes)
        {
            GiveBack(bytes);
            throw new GrpcException(GrpcStatusCode.ResourceExhausted, "The collector's receive buffers are full; send the same again later.", RetryDelay);
        }
    }

    public void GiveBack(int bytes) => Interlocked.Add(ref _usedBytes, -bytes);
}
