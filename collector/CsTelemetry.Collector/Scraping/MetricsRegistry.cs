using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace CsTelemetry.Collector.Scraping;

/// <summary>
/// Listens to the product's own meters and hands out their state for a scrape. At most
/// <see cref="MaxSeriesCount"/> series; beyond, new label sets are dropped and counted. Thread-safe.
/// </summary>
internal sealed class MetricsRegistry : IDisposable
{
    public const int MaxSeriesCount = 2000;
    private const string OwnMeters = "CsTelemetry.";

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, ConcurrentDictionary<string, MetricSeries>> _series = new();
    private int _seriesCount;
    private long _droppedSeries;

    public MetricsRegistry()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith(OwnMeters, StringComparison.Ordinal))
            {
                _series.TryAdd(instrument, new ConcurrentDictionary<string, MetricSeries>(StringComparer.Ordinal));
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
    }

    /// <summary>Begins to listen.</summary>
    public void Start() => _listener.Start();

    public void Dispose() => _listener.Dispose();

    /// <summary>Reads everything once. What has not been measured yet is there without a sample, so that its name can be found.</summary>
    public IReadOnlyList<MetricFamily> Read()
    {
        _listener.RecordObservableInstruments();
        var families = _series.Select(pair => Family(pair.Key, pair.Value.Values)).ToList();
        families.Add(new MetricFamily(
            "cstelemetry_collector_metrics_series_dropped_total", "counter", "Measurements left out because there were too many label sets.", [new MetricSample("", [], Interlocked.Read(ref _droppedSeries))]));
        return families;
    }

    private static MetricFamily Family(Instrument instrument, IEnumerable<MetricSeries> series)
    {
        var name = PrometheusText.NameOf(instrument.Name) + UnitSuffix(instrument) + (MetricKinds.IsMonotonic(instrument) ? "_total" : "");
        return new MetricFamily(name, MetricKinds.PrometheusType(instrument), instrument.Description ?? "", [.. series.SelectMany(one => one.Samples(instrument))]);
    }

    private static string UnitSuffix(Instrument instrument) => instrument.Unit switch
    {
        "s" => "_seconds",
        "By" => "_bytes",
        _ => "",
    };

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (!_series.TryGetValue(instrument, out var byLabels))
        {
            return;
        }

        var labels = new List<KeyValuePair<string, string>>(tags.Length);
        foreach (var tag in tags)
        {
            labels.Add(new(tag.Key, tag.Value?.ToString() ?? ""));
        }

        var key = string.Join('\u001f', labels.Select(label => $"{label.Key}={label.Value}"));
        if (!byLabels.TryGetValue(key, out var series))
        {
            if (Interlocked.Increment(ref _seriesCount) > MaxSeriesCount)
            {
                Interlocked.Decrement(ref _seriesCount);
                Interlocked.Increment(ref _droppedSeries);
                return;
            }

            series = byLabels.GetOrAdd(key, new MetricSeries(labels));
        }

        series.Record(instrument, value);
    }
}
