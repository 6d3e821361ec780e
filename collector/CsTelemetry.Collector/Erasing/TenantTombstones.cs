using System.Collections.Concurrent;
using System.Collections.Immutable;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Erasing;

/// <summary>The users of one tenant who are to be forgotten, and since when. Reading takes no lock; one changes it at a time.</summary>
internal sealed class TenantTombstones
{
    private readonly ConcurrentDictionary<string, ImmutableArray<ErasureOrder>> _byUser = new(StringComparer.Ordinal);

    public bool IsEmpty => _byUser.IsEmpty;

    /// <summary>Tells whether the event is about somebody who is to be forgotten, and happened or came in before that was ordered.</summary>
    public bool Cover(UsageEvent candidate, DateTimeOffset receivedAt)
    {
        if (candidate.UserId.Length == 0 || !_byUser.TryGetValue(candidate.UserId, out var orders))
        {
            return false;
        }

        // In whole milliseconds, as the store keeps both: what is accepted here must not be found by a deletion there.
        var earliest = Math.Min(candidate.OccurredAt.ToUnixTimeMilliseconds(), receivedAt.ToUnixTimeMilliseconds());
        foreach (var order in orders)
        {
            if ((order.AccountId.Length == 0 || order.AccountId == candidate.AccountId) && earliest <= order.OrderedAt.ToUnixTimeMilliseconds())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Lists the orders about a user.</summary>
    public ImmutableArray<ErasureOrder> About(string userId) => _byUser.GetValueOrDefault(userId, []);

    public void Add(ErasureOrder order) => _byUser.AddOrUpdate(order.UserId, [order], (_, orders) => orders.Add(order));

    /// <summary>False if it was not there.</summary>
    public bool Remove(ErasureOrder order)
    {
        var left = About(order.UserId).RemoveAll(other => other.ReceiptId == order.ReceiptId);
        if (left.IsEmpty)
        {
            return _byUser.TryRemove(order.UserId, out _);
        }

        _byUser[order.UserId] = left;
        return true;
    }
}
