using System.Diagnostics.Metrics;

namespace CsTelemetry.Collector.Scraping;

/// <summary>Sums up what one instrument measured under one set of labels. Thread-safe.</summary>
internal sealed class MetricSeries(IReadOnlyList<KeyValuePair<string, string>> labels)
{
    // Seconds and, for instruments in other units, plain powers: wide enough for bytes.
    private static readonly double[] SecondBounds = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60];
    private static readonly double[] CountBounds = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576];

    private readonly Lock _gate = new();
    private long[]? _buckets;
    private double _sum;
    private long _count;

    public void Record(Instrument instrument, double value)
    {
        lock (_gate)
        {
            switch (MetricKinds.Of(instrument))
            {
                case MetricKind.Observed:
                    _sum = value;
                    break;
                case MetricKind.Histogram:
                    Observe(instrument, value);
                    break;
                default:
                    _sum += value;
                    break;
            }
        }
    }

    public IEnumerable<MetricSample> Samples(Instrument instrument)
    {
        lock (_gate)
        {
            return MetricKinds.Of(instrument) == MetricKind.Histogram ? Histogram(instrument) : [new MetricSample("", labels, _sum)];
        }
    }

    private void Observe(Instrument instrument, double value)
    {
        var bounds = BoundsOf(instrument);
        _buckets ??= new long[bounds.Length];
        for (var i = 0; i < bounds.Length; i++)
        {
            _buckets[i] += value <= bounds[i] ? 1 : 0;
        }

        _sum += value;
        _count++;
    }

    private List<MetricSample> Histogram(Instrument instrument)
    {
        var bounds = BoundsOf(instrument);
        var samples = new List<MetricSample>();
        for (var i = 0; i < bounds.Length; i++)
        {
            samples.Add(Bucket(bounds[i].ToString("R", System.Globalization.CultureInfo.InvariantCulture), _buckets?[i] ?? 0));
        }

        samples.Add(Bucket("+Inf", _count));
        samples.Add(new MetricSample("_sum", labels, _sum));
        samples.Add(new MetricSample("_count", labels, _count));
        return samples;
    }

    private MetricSample Bucket(string bound, long count) => new("_bucket", [.. labels, new("le", bound)], count);

    private static double[] BoundsOf(Instrument instrument) => instrument.Unit == "s" ? SecondBounds : CountBounds;
}
