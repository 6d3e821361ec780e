namespace CsTelemetry.Collector.Scraping;

/// <summary>One number of a metric.</summary>
internal sealed record MetricSample(string Suffix, IReadOnlyList<KeyValuePair<string, string>> Labels, double Value);
