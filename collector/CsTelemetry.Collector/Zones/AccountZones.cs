using System.Collections.Concurrent;

namespace CsTelemetry.Collector.Zones;

/// <summary>
/// Knows in which time zones the accounts' days begin, from the attribute `time_zone` of their account events. An account
/// that told none has its tenant's. What was counted before does not move: an event's day is decided when it comes in.
/// Thread-safe.
/// </summary>
internal sealed class AccountZones
{
    /// <summary>The property of an account's attributes that holds its IANA time zone.</summary>
    public static ReadOnlySpan<byte> Attribute => "time_zone"u8;

    /// <summary>How many accounts' zones are kept at the most, of all tenants; beyond, new ones have their tenant's.</summary>
    public const int MaxCount = 1_000_000;

    private readonly ConcurrentDictionary<string, TenantZones> _tenants = new(StringComparer.Ordinal);
    private int _refused;

    /// <summary>Gets how many zones were told and not kept, because there were too many.</summary>
    public int RefusedCount => Volatile.Read(ref _refused);

    public int Count => _tenants.Values.Sum(tenant => tenant.Count);

    /// <summary>Returns what the tenant's accounts told; null if none of them did.</summary>
    public TenantZones? Of(string tenant) => _tenants.GetValueOrDefault(tenant);

    /// <summary>Takes in what was told. A zone that this machine does not know is passed over: validation does not let it come here.</summary>
    public void Learn(in AccountZone told)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(told.Zone, out var zone))
        {
            return;
        }

        var tenant = _tenants.GetOrAdd(told.Tenant, _ => new TenantZones());
        if (!tenant.Learn(told.AccountId, zone, told.ToldAt, mayGrow: Count < MaxCount))
        {
            Interlocked.Increment(ref _refused);
        }
    }

    public IReadOnlyList<AccountZone> List() =>
        [.. from tenant in _tenants from account in tenant.Value.List() select new AccountZone(tenant.Key, account.AccountId, account.Zone, account.ToldAt)];
}
