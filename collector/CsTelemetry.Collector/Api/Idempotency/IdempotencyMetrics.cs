using System.Diagnostics.Metrics;

namespace CsTelemetry.Collector.Api.Idempotency;

/// <summary>Exports what becomes of calls that come with an `Idempotency-Key`, and when a bound was reached. Thread-safe.</summary>
internal sealed class IdempotencyMetrics : IDisposable
{
    public const string MeterName = "CsTelemetry.Collector.Idempotency";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _calls;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _notWritten;

    public IdempotencyMetrics(RunningCalls running, RememberedAnswers remembered, IdempotencyLimits limits)
    {
        _calls = _meter.CreateCounter<long>("cstelemetry.collector.idempotency.calls", "{call}", "Calls with an Idempotency-Key by outcome: made, replayed, other (another request under the key), under_way, not_kept (made; its answer is of a kind that is not kept).");
        _refused = _meter.CreateCounter<long>("cstelemetry.collector.idempotency.bounds", "{call}", $"Calls that met a bound: running (at most {limits.MaxRunningCount} at once; put off), answer (more than {limits.MaxAnswerBytes} bytes; the body is not kept).");
        _notWritten = _meter.CreateCounter<long>("cstelemetry.collector.idempotency.failures", "{answer}", "Answers that the store did not take; until the next start this collector alone knows them.");
        _meter.CreateObservableUpDownCounter("cstelemetry.collector.idempotency.running", () => running.Count, "{call}", "Calls with an Idempotency-Key that are under way.");
        _meter.CreateObservableUpDownCounter("cstelemetry.collector.idempotency.remembered", () => remembered.Count, "{answer}", $"Answers in memory; at most {limits.MaxRememberedCount}.");
    }

    public void Dispose() => _meter.Dispose();

    public void Called(string outcome) => _calls.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void MetBound(string bound) => _refused.Add(1, new KeyValuePair<string, object?>("bound", bound));

    public void NotWritten() => _notWritten.Add(1);
}
