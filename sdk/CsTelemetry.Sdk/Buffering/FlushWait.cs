namespace CsTelemetry.Buffering;

/// <summary>Follows the events that were waiting when a flush began, up to the last of them. Guarded by the buffer's gate.</summary>
internal sealed class FlushWait(ulong lastSequence, long waiting)
{
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _delivered;
    private long _rejected;
    private long _dropped;
    private long _persisted;
    private long _remaining = waiting;

    /// <summary>Gets what ends when every event is settled.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Takes in the settlement of a batch, as far as the batch holds events of this flush.</summary>
    public void Settle(Chunk batch, in Settlement settlement)
    {
        var ours = batch.CountUpTo(lastSequence);
        var (delivered, rejected, dropped) = settlement.Split(ours);
        _delivered += delivered;
        _rejected += rejected;
        _dropped += dropped;
        Less(ours);
    }

    /// <summary>Takes in that a batch is on disk.</summary>
    public void Keep(Chunk batch)
    {
        var ours = batch.CountUpTo(lastSequence);
        _persisted += ours;
        Less(ours);
    }

    /// <summary>Takes in that one event was taken back.</summary>
    public void Drop(ulong sequence)
    {
        if (sequence <= lastSequence)
        {
            _dropped++;
            Less(1);
        }
    }

    public void DropRemaining()
    {
        _dropped += _remaining;
        Less(_remaining);
    }

    public void EndWhenSettled()
    {
        if (_remaining == 0)
        {
            _settled.TrySetResult();
        }
    }

    public FlushResult Read(string? lastError)
    {
        var result = new FlushResult { Delivered = _delivered, Rejected = _rejected, Dropped = _dropped, Persisted = _persisted, Remaining = _remaining };
        return result.AllDelivered ? result : result with { LastError = lastError };
    }

    private void Less(long events)
    {
        _remaining -= events;
        EndWhenSettled();
    }
}
