using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Api;

/// <summary>Tells the newest complete day of a tenant: yesterday by its time zone.</summary>
internal sealed class TenantDay(TenantDirectory tenants, TimeProvider time)
{
    // Numbers younger than this may still change by late events.
    private static readonly TimeSpan ProvisionalFor = TimeSpan.FromHours(72);

    public DateOnly NewestComplete(string tenant) => Today(tenant).AddDays(-1);

    public bool IsProvisional(string tenant, DateOnly asOf) =>
        asOf >= Today(tenant).AddDays(-(int)ProvisionalFor.TotalDays);

    private DateOnly Today(string tenant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), tenants.TimeZoneOf(tenant)).DateTime);
}
