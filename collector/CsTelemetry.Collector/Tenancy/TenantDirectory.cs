namespace CsTelemetry.Collector.Tenancy;

/// <summary>What is configured about tenants now. A tenant without an entry has that of everybody, or the defaults. Thread-safe.</summary>
internal sealed class TenantDirectory(TenantsOptions options)
{
    private static readonly TenantOptions Defaults = new();

    private volatile TenantsOptions _options = options;

    /// <summary>Finds a tenant's settings: the same object until they are replaced.</summary>
    public TenantOptions Of(string tenant)
    {
        var options = _options;
        return options.TryGetValue(tenant, out var own) ? own
            : options.TryGetValue(TenantsOptions.Everybody, out var everybody) ? everybody
            : Defaults;
    }

    /// <summary>The time zone in which the tenant's days begin. Default UTC.</summary>
    public TimeZoneInfo TimeZoneOf(string tenant) =>
        Of(tenant) is { TimeZone: not "UTC" } configured ? TimeZoneInfo.FindSystemTimeZoneById(configured.TimeZone) : TimeZoneInfo.Utc;

    /// <summary>Puts other settings in force, all at once. They must have no fault.</summary>
    public void Replace(TenantsOptions options) => _options = options;
}
