using System.Runtime.CompilerServices;
using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Tells which days have ended for every account of a tenant: in its own time zone and in that of each account that has another. Thread-safe.</summary>
internal sealed class CompleteDays(KnowledgeBook knowledge, TenantDirectory tenants, TimeProvider time)
{
    /// <summary>How long a day's numbers may still change by late events before they are frozen.</summary>
    public static readonly TimeSpan ProvisionalFor = TimeSpan.FromHours(72);

    private readonly ConditionalWeakTable<TenantKnowledge, TimeZoneInfo[]> _zones = [];

    /// <summary>Finds the newest day that has ended everywhere.</summary>
    public async Task<DateOnly> NewestAsync(string tenant, CancellationToken cancellationToken) =>
        Newest(time.GetUtcNow(), ZonesOf(tenant, await knowledge.GetAsync(tenant, cancellationToken)));

    /// <summary>Finds the newest day that has ended everywhere, by what is known of the accounts' zones.</summary>
    public DateOnly Newest(string tenant, TenantKnowledge known) => Newest(tenant, known, time.GetUtcNow());

    /// <summary>Finds the newest day that had ended everywhere at a moment.</summary>
    public DateOnly Newest(string tenant, TenantKnowledge known, DateTimeOffset now) => Newest(now, ZonesOf(tenant, known));

    /// <summary>Tells whether a day ended less than 72 hours before the newest one did.</summary>
    public static bool IsProvisional(DateOnly asOf, DateOnly newest) => asOf > newest.AddDays(-(int)ProvisionalFor.TotalDays);

    /// <summary>Finds the newest day that had ended in all of some zones.</summary>
    public static DateOnly Newest(DateTimeOffset now, IEnumerable<TimeZoneInfo> zones) =>
        zones.Min(zone => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime)).AddDays(-1);

    private IEnumerable<TimeZoneInfo> ZonesOf(string tenant, TenantKnowledge known) =>
        _zones.GetValue(known, Distinct).Append(tenants.TimeZoneOf(tenant));

    // A zone that this machine does not know cannot have been used at intake either.
    private static TimeZoneInfo[] Distinct(TenantKnowledge known) =>
    [
        .. known.Accounts.Values
            .Where(account => account is { Excluded: false, TimeZone: not null })
            .Select(account => account.TimeZone!)
            .Distinct(StringComparer.Ordinal)
            .Select(id => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null)
            .OfType<TimeZoneInfo>(),
    ];
}
