namespace CsTelemetry.Collector.Tenancy;

/// <summary>The configuration section `Tenants`: a tenant's id → its settings. The entry `*` is that of all who have none.</summary>
internal sealed class TenantsOptions : Dictionary<string, TenantOptions>
{
    public const string Section = "Tenants";

    /// <summary>The entry of all tenants without one of their own.</summary>
    public const string Everybody = "*";

    /// <summary>The most entries.</summary>
    public const int MaxTenantCount = 10_000;

    private readonly List<string> _unreadable = [];

    public TenantsOptions()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>Reads the section, tenant by tenant: the binder of dictionaries would leave out in silence what it cannot convert.</summary>
    public void Read(IConfigurationSection section)
    {
        foreach (var child in section.GetChildren())
        {
            var tenant = new TenantOptions();
            this[child.Key] = tenant;
            try
            {
                child.Bind(tenant, binder => binder.ErrorOnUnknownConfiguration = true);
                if (child.Value is { Length: > 0 } value)
                {
                    _unreadable.Add($"{child.Path} is \"{value}\"; it must be a section with settings such as EventsPerSecond.");
                }
            }
            catch (InvalidOperationException exception)
            {
                _unreadable.Add($"{child.Path}: {exception.Message}");
            }
        }
    }

    public IEnumerable<string> Faults()
    {
        foreach (var fault in _unreadable)
        {
            yield return fault;
        }

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
