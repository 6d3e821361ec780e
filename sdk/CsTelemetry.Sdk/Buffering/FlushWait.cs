namespace CsTelemetry.Buffering;

/// <summary>Follows the events that were waiting when a flush began, up to the last of them. Guarded by the buffer's gate.</summary>
internal sealed class FlushWait(ulong lastSequence, long waiting)
{
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _delivered;
    private long _rejected;
    private long _dropped;
    private long _remaining = waiting;

    /// <summary>Gets what ends when every event is settled.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Takes in the settlement of a batch, as far as the batch holds events of this flush.</summary>
    public void Settle(ulong firstSequence, int eventCount, in Settlement settlement)
    {
        if (firstSequence > lastSequence)
        {
            return;
        }

        var ours = (long)Math.Min((ulong)eventCount, lastSequence - firstSequence + 1);
        var (delivered, rejected, dropped) = settlement.Split(ours);
        _delivered += delivered;
        _rejected += rejected;
        _dropped += dropped;
        _remaining -= ours;
        EndWhenSettled();
    }

    public void DropRemaining()
    {
        _dropped += _remaining;
        _remaining = 0;
        EndWhenSettled();
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
        var result = new FlushResult { Delivered = _delivered, Rejected = _rejected, Dropped = _dropped, Remaining = _remaining };
        return result.AllDelivered ? result : result with { LastError = lastError };
    }
}
