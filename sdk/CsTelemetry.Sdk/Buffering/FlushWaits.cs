namespace CsTelemetry.Buffering;

/// <summary>Holds the flushes that go on, and tells each of them what becomes of its events. Guarded by the buffer's gate.</summary>
internal sealed class FlushWaits
{
    private readonly List<FlushWait> _flushes = [];

    public bool Any => _flushes.Count > 0;

    public FlushWait Begin(ulong lastSequence, long waiting)
    {
        var flush = new FlushWait(lastSequence, waiting);
        flush.EndWhenSettled();
        _flushes.Add(flush);
        return flush;
    }

    public void End(FlushWait flush) => _flushes.Remove(flush);

    public void Settle(Chunk batch, in Settlement settlement)
    {
        foreach (var flush in _flushes)
        {
            flush.Settle(batch, in settlement);
        }
    }

    public void Keep(Chunk batch)
    {
        foreach (var flush in _flushes)
        {
            flush.Keep(batch);
        }
    }

    public void Drop(ulong sequence)
    {
        foreach (var flush in _flushes)
        {
            flush.Drop(sequence);
        }
    }

    public void DropRemaining()
    {
        foreach (var flush in _flushes)
        {
            flush.DropRemaining();
        }
    }
}
