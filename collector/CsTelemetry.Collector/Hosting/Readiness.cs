using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Hosting;

/// <summary>Tells whether the collector can do its work, check by check. Thread-safe.</summary>
internal sealed class Readiness(CollectorHealth health, UnreadRecords? unread = null)
{
    private volatile bool _schemaIsCurrent;

    public void SchemaIsCurrent() => _schemaIsCurrent = true;

    public ReadinessReport Check()
    {
        var store = _schemaIsCurrent ? health.Store.Fault : health.Store.Fault ?? "the schema is not up to date yet";
        return new ReadinessReport(health.Log.Fault is null && store is null, health.Log.Fault ?? "ok", store ?? "ok") { Unread = unread?.Summary };
    }
}
