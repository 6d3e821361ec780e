namespace CsTelemetry.LoadGenerator.Overload;

/// <summary>Holds refused batches until the collector wants to see them again. Bounded, as a client's buffer is. Thread-safe.</summary>
internal sealed class RetryQueue(int maxCount)
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Offer, long> _waiting = new();

    /// <returns>False when it is full: the client drops the batch.</returns>
    public bool TryAdd(Offer offer, long dueAt)
    {
        lock (_gate)
        {
            if (_waiting.Count >= maxCount)
            {
                return false;
            }

            _waiting.Enqueue(offer, dueAt);
            return true;
        }
    }

    public bool TryTake(long now, out Offer offer)
    {
        lock (_gate)
        {
            if (_waiting.TryPeek(out offer, out var dueAt) && dueAt <= now)
            {
                _waiting.Dequeue();
                return true;
            }

            return false;
        }
    }
}
