using System.Diagnostics.Metrics;

namespace CsTelemetry.Collector.Admitting;

/// <summary>
/// Exports what the door did, by tenant. Labels are bounded: <see cref="TenantLabels"/>. Thread-safe.
/// </summary>
internal sealed class AdmissionMetrics : IDisposable
{
    public const string MeterName = "CsTelemetry.Collector.Admitting";

    private readonly Meter _meter = new(MeterName);
    private readonly TenantLabels _labels = new();
    private readonly Counter<long> _batches;
    private readonly Counter<long> _events;
    private readonly Counter<long> _bytes;
    private readonly Histogram<double> _waits;

    public AdmissionMetrics()
    {
        _batches = _meter.CreateCounter<long>("cstelemetry.collector.tenants.batches", "{batch}", "Batches at the door by tenant and outcome: admitted, over_quota, queue_full. Repeated ones count again.");
        _events = _meter.CreateCounter<long>("cstelemetry.collector.tenants.events", "{event}", "Events of the batches that were admitted, by tenant.");
        _bytes = _meter.CreateCounter<long>("cstelemetry.collector.tenants.received", "By", "Bytes of the batches that were admitted, by tenant.");
        _waits = _meter.CreateHistogram<double>("cstelemetry.collector.turns.wait", "s", "How long batches that had to wait for their turn waited.");
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>Exports how much is on its way into the log, and waits for that.</summary>
    public void Watch(Func<long> runningCount, Func<long> runningBytes, Func<long> waitingCount, Func<long> waitingBytes)
    {
        _meter.CreateObservableUpDownCounter("cstelemetry.collector.turns.running", runningCount, "{batch}", "Batches on their way into the log.");
        _meter.CreateObservableUpDownCounter("cstelemetry.collector.turns.running.size", runningBytes, "By", "Bytes on their way into the log.");
        _meter.CreateObservableUpDownCounter("cstelemetry.collector.turns.waiting", waitingCount, "{batch}", "Batches that wait for their turn.");
        _meter.CreateObservableUpDownCounter("cstelemetry.collector.turns.waiting.size", waitingBytes, "By", "Bytes that wait for their turn.");
    }

    public void Waited(TimeSpan time) => _waits.Record(time.TotalSeconds);

    public void Admitted(string tenant, int events, int bytes)
    {
        var label = Label(tenant, wasRefused: false);
        _batches.Add(1, label, Outcome("admitted"));
        _events.Add(events, label);
        _bytes.Add(bytes, label);
    }

    public void Refused(string tenant, AdmissionOutcome outcome) =>
        _batches.Add(1, Label(tenant, wasRefused: true), Outcome(outcome == AdmissionOutcome.QueueFull ? "queue_full" : "over_quota"));

    private KeyValuePair<string, object?> Label(string tenant, bool wasRefused) => new("tenant", _labels.Of(tenant, wasRefused));

    private static KeyValuePair<string, object?> Outcome(string outcome) => new("outcome", outcome);
}
