using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Erasing;

/// <summary>The users of one tenant who are to be forgotten, and since when. Reading takes no lock; one changes it at a time.</summary>
internal sealed class TenantTombstones
{
    // No event with a longer id is accepted, and no order can name one.
    private const int MaxIdBytes = 256;

    private readonly ConcurrentDictionary<string, ImmutableArray<ErasureOrder>> _byUser = new(StringComparer.Ordinal);

    public bool IsEmpty => _byUser.IsEmpty;

    /// <summary>Tells whether an event is about somebody who is to be forgotten, and happened or came in before that was ordered.</summary>
    /// <param name="userId">The event's user, in UTF-8.</param>
    /// <param name="accountId">Its account.</param>
    /// <param name="earliest">When it happened or came in, whichever was earlier, in milliseconds since 1970.</param>
    public bool Cover(ReadOnlySpan<byte> userId, ReadOnlySpan<byte> accountId, long earliest)
    {
        if (IsEmpty || userId.IsEmpty || userId.Length > MaxIdBytes)
        {
            return false;
        }

        Span<char> user = stackalloc char[MaxIdBytes];
        var length = Encoding.UTF8.GetChars(userId, user);
        if (!_byUser.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(user[..length], out var orders))
        {
            return false;
        }

        foreach (var order in orders)
        {
            // In whole milliseconds, as the store keeps both: what is accepted here must not be found by a deletion there.
            if (IsOf(order, accountId) && earliest <= order.OrderedAt.ToUnixTimeMilliseconds())
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

    private static bool IsOf(ErasureOrder order, ReadOnlySpan<byte> accountId) =>
        order.AccountId.Length == 0 || (order.AccountId.Length <= accountId.Length && Encoding.UTF8.GetString(accountId) == order.AccountId);
}
