namespace CsTelemetry.Grpc.Framing;

/// <summary>Counts the bytes that all calls together hold of messages that are not whole yet or are being inflated. Thread-safe.</summary>
internal sealed class ReceiveBudget(long limitBytes)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private long _usedBytes;

    public long UsedBytes => Interlocked.Read(ref _usedBytes);

    /// <summary>Takes bytes out of the budget.</summary>
    /// <exception cref="GrpcException">RESOURCE_EXHAUSTED with RetryInfo: nothing is left, and nothing was taken.</exception>
    public void Take(int bytes)
    {
        if (Interlocked.Add(ref _usedBytes, bytes) <= limitBytes)
        {
            return;
        }

        GiveBack(bytes);
        throw new GrpcException(GrpcStatusCode.ResourceExhausted, "The server's receive buffers are full; send the same again later.", RetryDelay);
    }

    public void GiveBack(int bytes) => Interlocked.Add(ref _usedBytes, -bytes);
}
