using System.Diagnostics.Metrics;
using CsTelemetry.Collector.Scraping;

namespace CsTelemetry.Collector.Tests.Scraping;

[Collection(AloneTests.Name)]
public sealed class MetricsRegistryTests : IDisposable
{
    private const string Dropped = "cstelemetry_collector_metrics_series_dropped_total";

    private readonly Meter _meter = new("CsTelemetry.Tests");
    private readonly MetricsRegistry _registry = new();

    public MetricsRegistryTests() => _registry.Start();

    public void Dispose()
    {
        _registry.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void A_counter_adds_up_and_ends_in_total()
    {
        var counter = _meter.CreateCounter<long>("tests.things", "{thing}", "Things.");
        counter.Add(2, new KeyValuePair<string, object?>("kind", "a"));
        counter.Add(3, new KeyValuePair<string, object?>("kind", "a"));
        counter.Add(5, new KeyValuePair<string, object?>("kind", "b"));

        var family = Family("tests_things_total");

        Assert.Equal(("counter", "Things."), (family.Type, family.Help));
        Assert.Equal([("a", 5.0), ("b", 5.0)], family.Samples.Select(sample => (sample.Labels[0].Value, sample.Value)).Order());
    }

    [Fact]
    public void Bytes_and_seconds_are_in_the_name()
    {
        _meter.CreateCounter<long>("tests.sent", "By").Add(1);
        _meter.CreateGauge<double>("tests.age", "s").Record(1.5);

        Assert.Equal("counter", Family("tests_sent_bytes_total").Type);
        Assert.Equal(1.5, Assert.Single(Family("tests_age_seconds").Samples).Value);
    }

    [Fact]
    public void A_gauge_shows_the_last_value()
    {
        var gauge = _meter.CreateGauge<int>("tests.level");
        gauge.Record(7);
        gauge.Record(3);

        var family = Family("tests_level");

        Assert.Equal("gauge", family.Type);
        Assert.Equal(3, Assert.Single(family.Samples).Value);
    }

    [Fact]
    public void A_counter_that_goes_both_ways_is_a_gauge()
    {
        var waiting = _meter.CreateUpDownCounter<long>("tests.waiting");
        waiting.Add(5);
        waiting.Add(-2);

        var family = Family("tests_waiting");

        Assert.Equal("gauge", family.Type);
        Assert.Equal(3, Assert.Single(family.Samples).Value);
    }

    [Fact]
    public void What_is_observed_is_asked_for_at_each_scrape()
    {
        var total = 10L;
        _meter.CreateObservableCounter("tests.observed", () => total);

        Assert.Equal(10, Assert.Single(Family("tests_observed_total").Samples).Value);
        total = 25;
        Assert.Equal(25, Assert.Single(Family("tests_observed_total").Samples).Value);
    }

    [Fact]
    public void The_buckets_of_a_histogram_are_cumulative()
    {
        var histogram = _meter.CreateHistogram<double>("tests.duration", "s");
        double[] values = [0.0005, 0.001, 0.003, 0.3, 100];
        foreach (var value in values)
        {
            histogram.Record(value);
        }

        var family = Family("tests_duration_seconds");

        Assert.Equal("histogram", family.Type);
        var buckets = family.Samples.Where(sample => sample.Suffix == "_bucket").ToDictionary(sample => sample.Labels[^1].Value, sample => sample.Value);
        Assert.Equal((2, 2, 3, 3, 4, 4, 5), (buckets["0.001"], buckets["0.0025"], buckets["0.005"], buckets["0.25"], buckets["0.5"], buckets["30"], buckets["+Inf"]));
        Assert.Equal(buckets.Values.Order(), buckets.Values);
        Assert.Equal(5, family.Samples.Single(sample => sample.Suffix == "_count").Value);
        Assert.Equal(values.Sum(), family.Samples.Single(sample => sample.Suffix == "_sum").Value, 1e-9);
    }

    [Fact]
    public void Meters_of_others_are_not_ours_to_show()
    {
        using var other = new Meter("Microsoft.AspNetCore.Tests");
        other.CreateCounter<long>("tests.foreign").Add(1);

        Assert.DoesNotContain(_registry.Read(), family => family.Name.Contains("foreign", StringComparison.Ordinal));
    }

    [Fact]
    public void What_would_be_one_series_too_many_is_dropped_and_counted()
    {
        const int Sets = MetricsRegistry.MaxSeriesCount + 100;
        var counter = _meter.CreateCounter<long>("tests.many");
        for (var i = 0; i < Sets; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("set", i));
        }

        var kept = Family("tests_many_total").Samples.Count;

        Assert.InRange(kept, 1, MetricsRegistry.MaxSeriesCount);

        // Meters of other tests may still be there, and are left out as well.
        Assert.True(Assert.Single(Family(Dropped).Samples).Value >= Sets - kept);
        counter.Add(1, new KeyValuePair<string, object?>("set", 0));
        Assert.Equal(2, Family("tests_many_total").Samples.Single(sample => sample.Labels[0].Value == "0").Value);
    }

    private MetricFamily Family(string name) => Assert.Single(_registry.Read(), family => family.Name == name);
}
