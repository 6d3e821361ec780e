using System.Diagnostics.CodeAnalysis;

namespace CsTelemetry.Buffering;

/// <summary>Holds the sealed batches in their order, and knows which of them somebody has taken. Guarded by the buffer's gate.</summary>
internal sealed class BatchQueue
{
    private readonly Queue<Chunk> _sealed = new();
    private readonly Queue<Chunk> _returned = new();
    private readonly List<Chunk> _lent = [];
    private readonly List<Chunk> _withdrawn = [];

    public bool IsEmpty => _sealed.Count == 0 && _returned.Count == 0;

    public void Enqueue(Chunk batch) => _sealed.Enqueue(batch);

    /// <summary>Gives the oldest batch away; those that came back go first.</summary>
    public bool TryLend([NotNullWhen(true)] out Chunk? batch)
    {
        if (!_returned.TryDequeue(out batch) && !_sealed.TryDequeue(out batch))
        {
            return false;
        }

        _lent.Add(batch);
        return true;
    }

    /// <summary>Lends everything there is, to whoever makes an end of it.</summary>
    /// <returns>All that is lent now, that which others took before included.</returns>
    public Chunk[] LendAll()
    {
        while (TryLend(out _))
        {
        }

        return [.. _lent];
    }

    public bool IsLent(Chunk batch) => _lent.Contains(batch);

    /// <summary>Ends a lent batch; false when it is no longer in the books as waiting.</summary>
    public bool TryEnd(Chunk batch) => _lent.Remove(batch);

    /// <summary>Ends a batch that was withdrawn while somebody had it.</summary>
    public bool TryEndWithdrawn(Chunk batch) => _withdrawn.Remove(batch);

    public bool TryGiveBack(Chunk batch)
    {
        if (!_lent.Remove(batch))
        {
            return false;
        }

        _returned.Enqueue(batch);
        return true;
    }

    /// <summary>Forgets every batch. The memory of a lent one is still being read, so it comes back when its taker is done.</summary>
    public void Withdraw(ChunkPool pool)
    {
        while (_returned.TryDequeue(out var batch) || _sealed.TryDequeue(out batch))
        {
            pool.Return(batch);
        }

        _withdrawn.AddRange(_lent);
        _lent.Clear();
    }

    /// <summary>Takes one user's events out of the batches that never left; a batch that is empty afterwards goes.</summary>
    public int Remove(in UserEvents user, FlushWaits flushes, ChunkPool pool)
    {
        var removed = 0;
        for (var left = _sealed.Count; left > 0; left--)
        {
            var batch = _sealed.Dequeue();
            removed += batch.Remove(in user, flushes);
            if (batch.EventCount > 0)
            {
                _sealed.Enqueue(batch);
            }
            else
            {
                pool.Return(batch);
            }
        }

        return removed;
    }
}
