using CsTelemetry.Collector.Journal;
using CsTelemetry.Grpc;

namespace CsTelemetry.Collector.Receiving;

/// <summary>
/// Bounds what all requests between the wire and the log take in memory, whichever way they came: charged before it is
/// rented, given back when the log has answered. Thread-safe.
/// </summary>
internal sealed class ByteBudget(long limitBytes) : IByteBudget
{
    /// <summary>Some dozens of the largest requests, or a thousand usual ones.</summary>
    public const long DefaultLimitBytes = 64L * 1024 * 1024;

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
