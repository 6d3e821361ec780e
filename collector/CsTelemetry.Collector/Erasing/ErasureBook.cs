using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Erasing;

/// <summary>
/// Keeps the orders to erase: those not carried out yet, and of the others the tombstone for as long as a late event
/// could come. Rebuilt at start from its file and the log. Thread-safe.
/// </summary>
internal sealed class ErasureBook(Tombstones tombstones, TimeProvider time) : IErasureHorizon
{
    /// <summary>How many orders are kept at the most; beyond, new ones are put off.</summary>
    public const int MaxOrderCount = 100_000;

    /// <summary>How many orders may wait to be carried out; beyond, new ones are put off.</summary>
    public const int MaxUnfinishedCount = 10_000;

    /// <summary>How many orders one user may have at once, in different accounts: every event of the user is held against each.</summary>
    public const int MaxOrdersPerUser = 100;

    /// <summary>How long a tombstone stands: an event may be 35 days late, and a batch be retried for 72 hours.</summary>
    public static readonly TimeSpan KeepFor = TimeSpan.FromDays(35) + TimeSpan.FromHours(72);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, ErasureEntry> _unfinished = [];
    private readonly Dictionary<Guid, ErasureEntry> _cleared = [];

    /// <summary>Puts up the tombstone of a new order. False if there are too many.</summary>
    public bool TryAsk(ErasureOrder order)
    {
        lock (_gate)
        {
            if (_unfinished.Count + _cleared.Count >= MaxOrderCount)
            {
                Expire();
            }

            if (_unfinished.Count + _cleared.Count >= MaxOrderCount
                || _unfinished.Count >= MaxUnfinishedCount
                || tombstones.Of(order.Tenant)?.About(order.Target, order.SubjectId).Length >= MaxOrdersPerUser)
            {
                return false;
            }

            Keep(new ErasureEntry(order, 0, 0, ErasureStage.Asked));
            return true;
        }
    }

    /// <summary>Tells whether an order is known, or a later one about the same, which erases and refuses all that it would.</summary>
    public bool Covers(ErasureOrder order)
    {
        lock (_gate)
        {
            return _unfinished.ContainsKey(order.ReceiptId)
                || _cleared.ContainsKey(order.ReceiptId)
                || tombstones.Of(order.Tenant)?.About(order.Target, order.SubjectId).Any(known => known.AccountId == order.AccountId && known.OrderedAt >= order.OrderedAt) == true;
        }
    }

    /// <summary>The order is in the log.</summary>
    public void Take(Guid receiptId, ulong logId, long sequence)
    {
        lock (_gate)
        {
            var taken = _unfinished[receiptId] with { LogId = logId, Sequence = sequence, Stage = ErasureStage.Open };
            _unfinished[receiptId] = taken;
            ForgetSuperseded(taken.Order);
        }
    }

    /// <summary>The order is not in the log; its tombstone falls.</summary>
    public void Withdraw(Guid receiptId)
    {
        lock (_gate)
        {
            if (_unfinished.Remove(receiptId, out var withdrawn))
            {
                tombstones.Remove(withdrawn.Order);
            }
        }
    }

    /// <summary>Takes in an order that was found in the log at start.</summary>
    public void Recover(ErasureOrder order, ulong logId, long sequence)
    {
        lock (_gate)
        {
            if (_unfinished.TryGetValue(order.ReceiptId, out var known))
            {
                _unfinished[order.ReceiptId] = known with { LogId = logId, Sequence = sequence };
            }
            else if (!_cleared.ContainsKey(order.ReceiptId))
            {
                Keep(new ErasureEntry(order, logId, sequence, ErasureStage.Open));
            }
        }
    }

    /// <summary>Takes in an order that was written down before.</summary>
    public void Restore(ErasureEntry entry)
    {
        lock (_gate)
        {
            // Whether one that was being asked for became durable is not known: to erase is what somebody wanted. And
            // while the log has the data, a damaged log could have brought it back: it is looked for once more.
            Keep(entry.Stage == ErasureStage.Cleared ? entry : entry with { Stage = ErasureStage.Open });
        }
    }

    public void MoveTo(Guid receiptId, ErasureStage stage)
    {
        lock (_gate)
        {
            if (_unfinished.Remove(receiptId, out var entry))
            {
                var moved = entry with { Stage = stage };
                (stage == ErasureStage.Cleared ? _cleared : _unfinished).Add(receiptId, moved);
            }
        }
    }

    /// <summary>Lists the orders that are not cleared yet, oldest first; of one tenant, or of all.</summary>
    public IReadOnlyList<ErasureEntry> Unfinished(string? tenant = null)
    {
        lock (_gate)
        {
            return [.. _unfinished.Values
                .Where(entry => tenant is null || entry.Order.Tenant == tenant)
                .OrderBy(entry => entry.Order.OrderedAt).ThenBy(entry => entry.Order.Receipt, StringComparer.Ordinal)];
        }
    }

    /// <summary>Lets the tombstones fall that nothing can come against any more, then returns all that is kept, to be written down.</summary>
    public IReadOnlyList<ErasureEntry> ExpireAndList()
    {
        lock (_gate)
        {
            Expire();
            return [.. _unfinished.Values, .. _cleared.Values];
        }
    }

    /// <inheritdoc/>
    public long LastOrderIn(ulong logId)
    {
        lock (_gate)
        {
            return _unfinished.Values.Concat(_cleared.Values).Where(entry => entry.LogId == logId).Select(entry => entry.Sequence).DefaultIfEmpty().Max();
        }
    }

    public ErasureCounts Count()
    {
        lock (_gate)
        {
            var open = _unfinished.Values.Where(entry => entry.Stage is ErasureStage.Open).ToList();
            return new ErasureCounts(open.Count, _unfinished.Count + _cleared.Count, open.Count == 0 ? null : open.Min(entry => entry.Order.OrderedAt));
        }
    }

    private void Keep(ErasureEntry entry)
    {
        (entry.Stage == ErasureStage.Cleared ? _cleared : _unfinished).Add(entry.Order.ReceiptId, entry);
        tombstones.Add(entry.Order);
    }

    private void Expire()
    {
        var oldest = time.GetUtcNow() - KeepFor;
        foreach (var entry in _cleared.Values.Where(entry => entry.Order.OrderedAt < oldest).ToList())
        {
            Drop(entry.Order);
        }
    }

    // A user who is forgotten again and again costs one tombstone, not many.
    private void ForgetSuperseded(ErasureOrder newest)
    {
        foreach (var order in tombstones.Of(newest.Tenant)?.About(newest.Target, newest.SubjectId) ?? [])
        {
            if (order.AccountId == newest.AccountId && order.OrderedAt <= newest.OrderedAt && order.ReceiptId != newest.ReceiptId && _cleared.ContainsKey(order.ReceiptId))
            {
                Drop(order);
            }
        }
    }

    private void Drop(ErasureOrder order)
    {
        _cleared.Remove(order.ReceiptId);
        tombstones.Remove(order);
    }
}
