using System.Diagnostics.Metrics;
using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Receiving;

namespace CsTelemetry.Collector.Observing;

/// <summary>Exports what `/readyz` says, and how much of the intake's memory is in use.</summary>
internal sealed class HealthMetrics : IDisposable
{
    private readonly Meter _meter = new("CsTelemetry.Collector.Health");

    public HealthMetrics(CollectorHealth health, ByteBudget memory)
    {
        _meter.CreateObservableGauge(
            "cstelemetry.collector.ready",
            () => (Measurement<int>[])[Part("log", health.Log), Part("store", health.Store)],
            "1",
            "1 while a part does its work: the log takes batches, the store takes inserts.");
        _meter.CreateObservableGauge("cstelemetry.collector.intake.memory", () => memory.UsedBytes, "By", "Memory of requests between the wire and the log.");
        _meter.CreateObservableGauge("cstelemetry.collector.intake.memory.limit", () => memory.LimitBytes, "By", "How much that may be; beyond, clients are told to come back.");
    }

    public void Dispose() => _meter.Dispose();

    private static Measurement<int> Part(string name, PartHealth part) => new(part.Fault is null ? 1 : 0, new KeyValuePair<string, object?>("part", name));
}
