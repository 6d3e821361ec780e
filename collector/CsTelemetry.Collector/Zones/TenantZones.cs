using System.Collections.Concurrent;
using System.Text;

namespace CsTelemetry.Collector.Zones;

/// <summary>The time zones of one tenant's accounts. Thread-safe; reading takes no lock.</summary>
internal sealed class TenantZones
{
    // No event with a longer id is accepted.
    private const int MaxIdBytes = 256;

    private readonly ConcurrentDictionary<string, (TimeZoneInfo Zone, long ToldAt)> _byAccount = new(StringComparer.Ordinal);

    public bool IsEmpty => _byAccount.IsEmpty;

    public int Count => _byAccount.Count;

    /// <summary>Returns the account's zone; null if it was never told.</summary>
    /// <param name="accountId">The account, in UTF-8.</param>
    public TimeZoneInfo? Of(ReadOnlySpan<byte> accountId)
    {
        if (accountId.IsEmpty || accountId.Length > MaxIdBytes)
        {
            return null;
        }

        Span<char> account = stackalloc char[MaxIdBytes];
        var length = Encoding.UTF8.GetChars(accountId, account);
        return _byAccount.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(account[..length], out var told) ? told.Zone : null;
    }

    /// <summary>Takes in what was told, unless something later was. False if the account is new and <paramref name="mayGrow"/> is false.</summary>
    public bool Learn(string accountId, TimeZoneInfo zone, long toldAt, bool mayGrow)
    {
        if (!mayGrow && !_byAccount.ContainsKey(accountId))
        {
            return false;
        }

        _byAccount.AddOrUpdate(accountId, (zone, toldAt), (_, known) => known.ToldAt > toldAt ? known : (zone, toldAt));
        return true;
    }

    public IEnumerable<(string AccountId, string Zone, long ToldAt)> List() => _byAccount.Select(pair => (pair.Key, pair.Value.Zone.Id, pair.Value.ToldAt));
}
