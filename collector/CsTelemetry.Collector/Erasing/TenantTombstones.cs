using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Erasing;

/// <summary>The users and accounts of one tenant that are to be forgotten, and since when. Reading takes no lock; one changes it at a time.</summary>
internal sealed class TenantTombstones
{
    // No event with a longer id is accepted, and no order can name one.
    private const int MaxIdBytes = 256;

    private readonly ConcurrentDictionary<string, ImmutableArray<ErasureOrder>> _byUser = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<ErasureOrder>> _byAccount = new(StringComparer.Ordinal);

    public bool IsEmpty => _byUser.IsEmpty && _byAccount.IsEmpty;

    /// <summary>Tells whether an event is about somebody who is to be forgotten, and happened or came in before that was ordered.</summary>
    /// <param name="userId">The event's user, in UTF-8.</param>
    /// <param name="accountId">Its account.</param>
    /// <param name="earliest">When it happened or came in, whichever was earlier, in milliseconds since 1970.</param>
    public bool Cover(ReadOnlySpan<byte> userId, ReadOnlySpan<byte> accountId, long earliest) =>
        Cover(_byUser, userId, accountId, earliest) || Cover(_byAccount, accountId, accountId, earliest);

    /// <summary>Lists the orders about a user.</summary>
    public ImmutableArray<ErasureOrder> About(string userId) => About(ErasureTarget.User, userId);

    /// <summary>Lists the orders about a user or an account.</summary>
    public ImmutableArray<ErasureOrder> About(ErasureTarget target, string id) => OrdersOf(target).GetValueOrDefault(id, []);

    public void Add(ErasureOrder order) => OrdersOf(order.Target).AddOrUpdate(order.SubjectId, [order], (_, orders) => orders.Add(order));

    /// <summary>False if it was not there.</summary>
    public bool Remove(ErasureOrder order)
    {
        var left = About(order.Target, order.SubjectId).RemoveAll(other => other.ReceiptId == order.ReceiptId);
        if (left.IsEmpty)
        {
            return OrdersOf(order.Target).TryRemove(order.SubjectId, out _);
        }

        OrdersOf(order.Target)[order.SubjectId] = left;
        return true;
    }

    private ConcurrentDictionary<string, ImmutableArray<ErasureOrder>> OrdersOf(ErasureTarget target) => target == ErasureTarget.Account ? _byAccount : _byUser;

    private static bool Cover(
        ConcurrentDictionary<string, ImmutableArray<ErasureOrder>> orders, ReadOnlySpan<byte> id, ReadOnlySpan<byte> accountId, long earliest)
    {
        if (orders.IsEmpty || id.IsEmpty || id.Length > MaxIdBytes)
        {
            return false;
        }

        Span<char> text = stackalloc char[MaxIdBytes];
        var length = Encoding.UTF8.GetChars(id, text);
        if (!orders.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..length], out var found))
        {
            return false;
        }

        foreach (var order in found)
        {
            // In whole milliseconds, as the store keeps both: what is accepted here must not be found by a deletion there.
            if (IsOf(order, accountId) && earliest <= order.OrderedAt.ToUnixTimeMilliseconds())
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOf(ErasureOrder order, ReadOnlySpan<byte> accountId) =>
        order.AccountId.Length == 0 || (order.AccountId.Length <= accountId.Length && Encoding.UTF8.GetString(accountId) == order.AccountId);
}
