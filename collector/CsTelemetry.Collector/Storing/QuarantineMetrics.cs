using System.Diagnostics.Metrics;
using System.Text.Json;
using CsTelemetry.ClickHouse.Quarantine;

namespace CsTelemetry.Collector.Storing;

/// <summary>Counts what went into quarantine and what had no place there. Thread-safe.</summary>
internal sealed class QuarantineMetrics : IDisposable
{
    public const string TooManyInRange = "too_many_in_range";
    public const string TooManyThatDay = "too_many_that_day";
    public const string RefusedByStore = "refused_by_store";

    private readonly Meter _meter = new("CsTelemetry.Collector.Quarantine");
    private readonly Counter<long> _kept;
    private readonly Counter<long> _dropped;

    public QuarantineMetrics()
    {
        _kept = _meter.CreateCounter<long>("cstelemetry.collector.quarantine.kept", "{event}", "Events written into quarantine, by why, since the start.");
        _dropped = _meter.CreateCounter<long>("cstelemetry.collector.quarantine.dropped", "{event}", "Rejected or refused events that are not in quarantine, by reason, since the start.");
    }

    public void Dispose() => _meter.Dispose();

    public void Kept(IReadOnlyList<QuarantinedEvent> rows)
    {
        foreach (var (origin, count) in rows.CountBy(row => row.Origin))
        {
            _kept.Add(count, new KeyValuePair<string, object?>("origin", JsonNamingPolicy.SnakeCaseLower.ConvertName(origin.ToString())));
        }
    }

    public void Dropped(int count, string reason)
    {
        if (count > 0)
        {
            _dropped.Add(count, new KeyValuePair<string, object?>("reason", reason));
        }
    }
}
