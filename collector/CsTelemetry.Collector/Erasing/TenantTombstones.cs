using System.Collections.Concurrent;
using System.Collections.Immutable;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Erasing;

/// <summary>The users and accounts of one tenant that are to be forgotten, and since when. Reading takes no lock; one changes it at a time.</summary>
internal sealed class TenantTombstones
{
    private readonly ConcurrentDictionary<(ErasureTarget Target, string Id), ImmutableArray<ErasureOrder>> _bySubject = new();

    public bool IsEmpty => _bySubject.IsEmpty;

    /// <summary>Tells whether the event is about somebody who is to be forgotten, and happened or came in before that was ordered.</summary>
    public bool Cover(UsageEvent candidate, DateTimeOffset receivedAt)
    {
        // In whole milliseconds, as the store keeps both: what is accepted here must not be found by a deletion there.
        var earliest = Math.Min(candidate.OccurredAt.ToUnixTimeMilliseconds(), receivedAt.ToUnixTimeMilliseconds());
        return Cover(ErasureTarget.User, candidate.UserId, candidate.AccountId, earliest)
            || Cover(ErasureTarget.Account, candidate.AccountId, candidate.AccountId, earliest);
    }

    /// <summary>Lists the orders about a user.</summary>
    public ImmutableArray<ErasureOrder> About(string userId) => About(ErasureTarget.User, userId);

    /// <summary>Lists the orders about a user or an account.</summary>
    public ImmutableArray<ErasureOrder> About(ErasureTarget target, string id) => _bySubject.GetValueOrDefault((target, id), []);

    public void Add(ErasureOrder order) => _bySubject.AddOrUpdate((order.Target, order.SubjectId), [order], (_, orders) => orders.Add(order));

    /// <summary>False if it was not there.</summary>
    public bool Remove(ErasureOrder order)
    {
        var left = About(order.Target, order.SubjectId).RemoveAll(other => other.ReceiptId == order.ReceiptId);
        if (left.IsEmpty)
        {
            return _bySubject.TryRemove((order.Target, order.SubjectId), out _);
        }

        _bySubject[(order.Target, order.SubjectId)] = left;
        return true;
    }

    private bool Cover(ErasureTarget target, string id, string accountId, long earliest)
    {
        if (id.Length == 0 || !_bySubject.TryGetValue((target, id), out var orders))
        {
            return false;
        }

        foreach (var order in orders)
        {
            if ((order.AccountId.Length == 0 || order.AccountId == accountId) && earliest <= order.OrderedAt.ToUnixTimeMilliseconds())
            {
                return true;
            }
        }

        return false;
    }
}
