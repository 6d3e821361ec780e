namespace CsTelemetry.Collector.Tenancy;

/// <summary>The configuration section `Tenants`: a tenant's id → its settings.</summary>
internal sealed class TenantsOptions : Dictionary<string, TenantOptions>
{
    public TenantsOptions()
        : base(StringComparer.Ordinal)
    {
    }

    public IEnumerable<string> Faults()
    {
        foreach (var (id, tenant) in this)
        {
            if (!TenantId.IsValid(id))
            {
                yield return $"Tenants: \"{id}\" is not a tenant id. {TenantId.Rule}";
            }

            if (!TimeZoneInfo.TryFindSystemTimeZoneById(tenant.TimeZone, out _))
            {
                yield return $"Tenants:{id}:TimeZone is \"{tenant.TimeZone}\"; it must be an IANA time zone that this machine knows, such as \"Europe/Zurich\".";
            }
        }
    }
}
