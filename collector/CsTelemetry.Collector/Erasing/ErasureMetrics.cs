using System.Diagnostics.Metrics;

namespace CsTelemetry.Collector.Erasing;

/// <summary>Exports how erasure stands. What was refused because of it is in the books, under the code `erased`.</summary>
internal sealed class ErasureMetrics : IDisposable
{
    public const string MeterName = "CsTelemetry.Collector.Erasing";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _orders;
    private readonly Counter<long> _failures;

    public ErasureMetrics(ErasureBook book, TimeProvider time)
    {
        _orders = _meter.CreateCounter<long>("cstelemetry.collector.erasures", "{order}", "Orders to erase by what became of them, since the start.");
        _failures = _meter.CreateCounter<long>("cstelemetry.collector.erasures.failures", "{attempt}", "Attempts to carry out an order that failed; each is repeated.");
        _meter.CreateObservableUpDownCounter("cstelemetry.collector.erasures.open", () => book.Count().Open, "{order}", "Orders that wait to be carried out.");
        _meter.CreateObservableUpDownCounter("cstelemetry.collector.erasures.tombstones", () => book.Count().Tombstones, "{order}", $"Orders that are kept to refuse late events; at most {ErasureBook.MaxOrderCount}.");
        _meter.CreateObservableGauge("cstelemetry.collector.erasures.open.age", () => book.Count().OldestOpen is { } oldest ? (time.GetUtcNow() - oldest).TotalSeconds : 0, "s", "How long the oldest open order has waited.");
    }

    public void Dispose() => _meter.Dispose();

    public void Ordered() => _orders.Add(1, State("ordered"));

    public void TakenOver() => _orders.Add(1, State("taken_over"));

    public void Done() => _orders.Add(1, State("done"));

    public void Failed() => _failures.Add(1);

    private static KeyValuePair<string, object?> State(string state) => new("state", state);
}
