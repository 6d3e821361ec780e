using System.Diagnostics.Metrics;
using System.Text.Json;
using CsTelemetry.ClickHouse.Knowledge;

namespace CsTelemetry.Collector.Knowing;

/// <summary>Exports how much is known, and what becomes of what is told. Thread-safe.</summary>
internal sealed class KnowledgeMetrics : IDisposable
{
    public const string MeterName = "CsTelemetry.Collector.Knowledge";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _writes;
    private readonly Counter<long> _reads;
    private readonly Counter<long> _failures;
    private Func<IReadOnlyCollection<KnowledgeState>> _states = () => [];

    public KnowledgeMetrics()
    {
        _writes = _meter.CreateCounter<long>("cstelemetry.collector.knowledge.writes", "{document}", "Documents to be written, by source and by what became of them, since the start.");
        _reads = _meter.CreateCounter<long>("cstelemetry.collector.knowledge.loads", "{load}", "How often a tenant's knowledge was read whole: at first use, or because it changed in a way that only that finds, such as an erasure.");
        _failures = _meter.CreateCounter<long>("cstelemetry.collector.knowledge.failures", "{failure}", "Steps that failed because the store did, by step; they are repeated.");
        _meter.CreateObservableGauge("cstelemetry.collector.knowledge.documents", Documents, "{document}", "Things of which something is known, by kind, of the tenants in memory.");
        _meter.CreateObservableGauge("cstelemetry.collector.knowledge.bytes", () => _states().Sum(state => state.Bytes), "By", "Bytes of the documents of the tenants in memory.");
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>Says where the tenants in memory are asked for.</summary>
    public void Observe(Func<IReadOnlyCollection<KnowledgeState>> states) => _states = states;

    public void Loaded() => _reads.Add(1);

    public void Failed(string step) => _failures.Add(1, new KeyValuePair<string, object?>("step", step));

    public void Wrote(KnowledgeSource source, IReadOnlyList<KnowledgeOutcome> outcomes)
    {
        foreach (var (kind, count) in outcomes.CountBy(outcome => outcome.Kind))
        {
            _writes.Add(count, new("source", Word(source)), new("outcome", Word(kind)));
        }
    }

    private IEnumerable<Measurement<long>> Documents()
    {
        var states = _states();
        return Enum.GetValues<KnowledgeKind>().Select(kind => new Measurement<long>(states.Sum(state => (long)state.Count(kind)), new KeyValuePair<string, object?>("kind", Word(kind))));
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
