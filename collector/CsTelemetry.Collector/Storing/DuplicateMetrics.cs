using System.Diagnostics.Metrics;

namespace CsTelemetry.Collector.Storing;

/// <summary>Counts what was removed because another collector had received it before. Thread-safe.</summary>
internal sealed class DuplicateMetrics : IDisposable
{
    public const string MeterName = "CsTelemetry.Collector.Duplicates";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _removed;
    private readonly Counter<long> _searches;
    private readonly Counter<long> _failures;

    public DuplicateMetrics()
    {
        _removed = _meter.CreateCounter<long>("cstelemetry.collector.duplicates.removed", "{event}", "Verified events of this collector that were removed from the store, because another collector had received them before.");
        _searches = _meter.CreateCounter<long>("cstelemetry.collector.duplicates.searches", "{search}", "Searches for batches that reached two collectors.");
        _failures = _meter.CreateCounter<long>("cstelemetry.collector.duplicates.failures", "{search}", "Searches that failed; each is repeated.");
    }

    public void Dispose() => _meter.Dispose();

    public void Removed(long events) => _removed.Add(events);

    public void Searched() => _searches.Add(1);

    public void Failed() => _failures.Add(1);
}
