namespace CsTelemetry.Collector.Tenancy;

/// <summary>The configuration section `Tenants`: a tenant's id → its settings. The entry `*` is that of all who have none.</summary>
internal sealed class TenantsOptions : Dictionary<string, TenantOptions>
{
    public const string Section = "Tenants";

    /// <summary>The entry of all tenants without one of their own.</summary>
    public const string Everybody = "*";

    /// <summary>The most entries.</summary>
    public const int MaxTenantCount = 10_000;

    public TenantsOptions()
        : base(StringComparer.Ordinal)
    {
    }

    public IEnumerable<string> Faults()
    {
        if (Count > MaxTenantCount)
        {
            yield return $"Tenants has {Count} entries; it may have {MaxTenantCount}.";
        }

        foreach (var (id, tenant) in this)
        {
            if (id != Everybody && !TenantId.IsValid(id))
            {
                yield return $"Tenants: \"{id}\" is not a tenant id. {TenantId.Rule}";
            }

            foreach (var fault in tenant.Faults(id))
            {
                yield return fault;
            }
        }
    }
}
