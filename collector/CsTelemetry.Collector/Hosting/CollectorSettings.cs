using CsTelemetry.Collector.Administering.Retaining;
using CsTelemetry.Collector.Api;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Validating;

namespace CsTelemetry.Collector.Hosting;

/// <summary>All of the configuration, read and checked once, together, before anything starts.</summary>
internal sealed record CollectorSettings(
    CollectorOptions Collector, ClickHouseOptions ClickHouse, StoreOptions Store, TenantsOptions Tenants, CardinalityOptions Cardinality, RetentionOptions Retention, ApiOptions Api, KnowledgeOptions Knowledge, ScoringOptions Scoring, MetricOptions Metrics)
{
    /// <exception cref="InvalidOperationException">Something is wrong; the message lists all of it.</exception>
    public static CollectorSettings Read(IConfiguration configuration)
    {
        var settings = new CollectorSettings(new CollectorOptions(), new ClickHouseOptions(), new StoreOptions(), [], new CardinalityOptions(), new RetentionOptions(), new ApiOptions(), new KnowledgeOptions(), new ScoringOptions(), new MetricOptions());
        configuration.GetSection(CollectorOptions.Section).Bind(settings.Collector);
        configuration.GetSection(ClickHouseOptions.Section).Bind(settings.ClickHouse);
        configuration.GetSection("Store").Bind(settings.Store);
        settings.Tenants.Read(configuration.GetSection(TenantsOptions.Section));
        configuration.GetSection("Cardinality").Bind(settings.Cardinality);
        configuration.GetSection(RetentionOptions.Section).Bind(settings.Retention);
        configuration.GetSection(ApiOptions.Section).Bind(settings.Api);
        configuration.GetSection(KnowledgeOptions.Section).Bind(settings.Knowledge);
        configuration.GetSection(ScoringOptions.Section).Bind(settings.Scoring);
        configuration.GetSection(MetricOptions.Section).Bind(settings.Metrics);
        var faults = settings.Collector.Faults()
            .Concat(settings.ClickHouse.Faults())
            .Concat(settings.Store.Faults())
            .Concat(settings.Tenants.Faults())
            .Concat(settings.Cardinality.Faults())
            .Concat(settings.Retention.Faults())
            .Concat(settings.Api.Faults())
            .Concat(settings.Knowledge.Faults())
            .Concat(settings.Scoring.Faults())
            .Concat(settings.Metrics.Faults())
            .Concat(FreshnessRule.Faults(settings.Store, settings.Scoring))
            .ToList();
        return faults.Count == 0
            ? settings
            : throw new InvalidOperationException($"The configuration has {faults.Count} faults:\n  - {string.Join("\n  - ", faults)}");
    }

    public string DataPath(params string[] parts) => Path.GetFullPath(Path.Combine([Collector.DataDirectory, .. parts]));
}
