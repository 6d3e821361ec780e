using CsTelemetry.Collector.Administering.Retaining;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Validating;

namespace CsTelemetry.Collector.Hosting;

/// <summary>All of the configuration, read and checked once, together, before anything starts.</summary>
internal sealed record CollectorSettings(
    CollectorOptions Collector, ClickHouseOptions ClickHouse, StoreOptions Store, TenantsOptions Tenants, CardinalityOptions Cardinality, RetentionOptions Retention, KnowledgeOptions Knowledge)
{
    /// <exception cref="InvalidOperationException">Something is wrong; the message lists all of it.</exception>
    public static CollectorSettings Read(IConfiguration configuration)
    {
        var settings = new CollectorSettings(new CollectorOptions(), new ClickHouseOptions(), new StoreOptions(), [], new CardinalityOptions(), new RetentionOptions(), new KnowledgeOptions());
        configuration.GetSection(CollectorOptions.Section).Bind(settings.Collector);
        configuration.GetSection(ClickHouseOptions.Section).Bind(settings.ClickHouse);
        configuration.GetSection("Store").Bind(settings.Store);
        settings.Tenants.Read(configuration.GetSection(TenantsOptions.Section));
        configuration.GetSection("Cardinality").Bind(settings.Cardinality);
        configuration.GetSection(RetentionOptions.Section).Bind(settings.Retention);
        configuration.GetSection(KnowledgeOptions.Section).Bind(settings.Knowledge);
        var faults = settings.Collector.Faults()
            .Concat(settings.ClickHouse.Faults())
            .Concat(settings.Store.Faults())
            .Concat(settings.Tenants.Faults())
            .Concat(settings.Cardinality.Faults())
            .Concat(settings.Retention.Faults())
            .Concat(settings.Knowledge.Faults())
            .ToList();
        return faults.Count == 0
            ? settings
            : throw new InvalidOperationException($"The configuration has {faults.Count} faults:\n  - {string.Join("\n  - ", faults)}");
    }

    public string DataPath(params string[] parts) => Path.GetFullPath(Path.Combine([Collector.DataDirectory, .. parts]));
}
