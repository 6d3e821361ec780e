namespace CsTelemetry.Collector.Tenancy;

/// <summary>What is configured about tenants. A tenant without an entry uses the defaults.</summary>
internal sealed class TenantDirectory(TenantsOptions options)
{
    /// <summary>The time zone in which the tenant's days begin. Default UTC.</summary>
    public TimeZoneInfo TimeZoneOf(string tenant) =>
        options.TryGetValue(tenant, out var configured) ? TimeZoneInfo.FindSystemTimeZoneById(configured.TimeZone) : TimeZoneInfo.Utc;
}
