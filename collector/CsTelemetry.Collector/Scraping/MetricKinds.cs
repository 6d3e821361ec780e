using System.Diagnostics.Metrics;

namespace CsTelemetry.Collector.Scraping;

/// <summary>Sorts instruments by how they add up and by what Prometheus calls them.</summary>
internal static class MetricKinds
{
    public static MetricKind Of(Instrument instrument) =>
        IsA(instrument, typeof(Histogram<>)) ? MetricKind.Histogram
        : instrument.IsObservable || IsA(instrument, typeof(Gauge<>)) ? MetricKind.Observed
        : MetricKind.Added;

    public static string PrometheusType(Instrument instrument) =>
        Of(instrument) == MetricKind.Histogram ? "histogram"
        : IsMonotonic(instrument) ? "counter"
        : "gauge";

    public static bool IsMonotonic(Instrument instrument) =>
        IsA(instrument, typeof(Counter<>)) || IsA(instrument, typeof(ObservableCounter<>));

    private static bool IsA(Instrument instrument, Type generic) =>
        instrument.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == generic;
}
