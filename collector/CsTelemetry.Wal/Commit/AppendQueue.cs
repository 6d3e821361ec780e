namespace CsTelemetry.Wal.Commit;

/// <summary>Holds appends for the committer, bounded by bytes. Many writers, one reader.</summary>
internal sealed class AppendQueue
{
    private readonly object _gate = new();
    private readonly Queue<PendingAppend> _waiting = new();
    private long _pendingBytes;
    private bool _closed;

    /// <summary>Gets the bytes queued or being written.</summary>
    public long PendingBytes
    {
        get
        {
            lock (_gate)
            {
                return _pendingBytes;
            }
        }
    }

    /// <summary>Queues an append, if with it no more than <paramref name="limitBytes"/> are pending; else tells why not.</summary>
    public Admission TryAdd(PendingAppend append, long limitBytes)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return Admission.Closed;
            }

            if (_pendingBytes + append.RecordBytes > limitBytes)
            {
                return Admission.Full;
            }

            _pendingBytes += append.RecordBytes;
            _waiting.Enqueue(append);
            Monitor.Pulse(_gate);
            return Admission.Queued;
        }
    }

    /// <summary>Waits for appends and moves at least one and at most <paramref name="maxBytes"/> into <paramref name="group"/>; false when closed and empty.</summary>
    public bool Take(List<PendingAppend> group, int maxBytes)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                if (_closed)
                {
                    return false;
                }

                Monitor.Wait(_gate);
            }

            var bytes = 0L;
            while (_waiting.TryPeek(out var next) && (group.Count == 0 || bytes + next.RecordBytes <= maxBytes))
            {
                bytes += next.RecordBytes;
                group.Add(_waiting.Dequeue());
            }

            return true;
        }
    }

    /// <summary>Gives back the room of appends that have been answered.</summary>
    public void Release(long bytes)
    {
        lock (_gate)
        {
            _pendingBytes -= bytes;
        }
    }

    /// <summary>Takes no more; what is queued can still be taken out.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Closes and empties the queue; returns what was in it, to be answered.</summary>
    public IReadOnlyList<PendingAppend> Abandon()
    {
        lock (_gate)
        {
            Close();
            PendingAppend[] left = [.. _waiting];
            _waiting.Clear();
            _pendingBytes -= left.Sum(append => (long)append.RecordBytes);
            return left;
        }
    }
}
