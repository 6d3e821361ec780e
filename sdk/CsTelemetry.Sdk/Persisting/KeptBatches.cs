using System.Diagnostics.CodeAnalysis;

namespace CsTelemetry.Persisting;

/// <summary>Holds what is on disk in the order in which it is to be sent: oldest first, except that one which fails alone lets the others go. Guarded by the store's gate.</summary>
internal sealed class KeptBatches
{
    private readonly SortedSet<KeptBatch> _waiting = new(Comparer<KeptBatch>.Create(Compare));
    private readonly HashSet<KeptBatch> _taken = [];
    private long _bytes;

    public int Count => _waiting.Count + _taken.Count;

    public bool HasWaiting => _waiting.Count > 0;

    public void Add(KeptBatch kept)
    {
        _waiting.Add(kept);
        _bytes += kept.Bytes;
    }

    public bool TryTake([NotNullWhen(true)] out KeptBatch? kept)
    {
        kept = _waiting.Min;
        return kept is not null && _waiting.Remove(kept) && _taken.Add(kept);
    }

    /// <summary>Takes back one that was taken; without effect when it was removed meanwhile.</summary>
    public void GiveBack(KeptBatch kept)
    {
        if (_taken.Remove(kept))
        {
            _waiting.Add(kept);
        }
    }

    public bool Remove(KeptBatch kept)
    {
        if (!_waiting.Remove(kept) && !_taken.Remove(kept))
        {
            return false;
        }

        _bytes -= kept.Bytes;
        return true;
    }

    /// <summary>Removes the oldest until there is room for so many bytes and one more file.</summary>
    /// <returns>What was removed; null, with nothing removed, when what is being sent takes the room.</returns>
    public List<KeptBatch>? MakeRoom(long bytes, DiskLimits limits)
    {
        var (left, count, going) = (_bytes + bytes, Count + 1, new List<KeptBatch>());
        foreach (var oldest in _waiting)
        {
            if (left <= limits.MaxBytes && count <= DiskLimits.MaxFiles)
            {
                break;
            }

            going.Add(oldest);
            left -= oldest.Bytes;
            count--;
        }

        if (left > limits.MaxBytes || count > DiskLimits.MaxFiles)
        {
            return null;
        }

        going.ForEach(kept => Remove(kept));
        return going;
    }

    public List<KeptBatch> RemoveAll()
    {
        List<KeptBatch> all = [.. _waiting, .. _taken];
        _waiting.Clear();
        _taken.Clear();
        _bytes = 0;
        return all;
    }

    private static int Compare(KeptBatch one, KeptBatch other)
    {
        var order = one.Setbacks.CompareTo(other.Setbacks);
        order = order != 0 ? order : one.CreatedAt.CompareTo(other.CreatedAt);
        order = order != 0 ? order : one.ClientInstance.CompareTo(other.ClientInstance);
        return order != 0 ? order : one.BatchSequence.CompareTo(other.BatchSequence);
    }
}
