using System.Diagnostics.Metrics;

namespace CsTelemetry.Collector.Tenancy;

/// <summary>Exports what became of changes to keys and tenants that came while the collector ran.</summary>
internal sealed class TenancyMetrics : IDisposable
{
    public const string MeterName = "CsTelemetry.Collector.Tenancy";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _reloads;

    public TenancyMetrics() => _reloads = _meter.CreateCounter<long>(
        "cstelemetry.collector.reloads", "{reload}", "Changed keys and tenants by what became of them: taken, or refused because of a fault, so that those of before stay in force.");

    public void Dispose() => _meter.Dispose();

    public void Reloaded(string part, bool taken) =>
        _reloads.Add(1, new KeyValuePair<string, object?>("part", part), new KeyValuePair<string, object?>("outcome", taken ? "taken" : "refused"));
}
