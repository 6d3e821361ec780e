namespace CsTelemetry.Collector.Scraping;

/// <summary>A metric with its samples.</summary>
internal sealed record MetricFamily(string Name, string Type, string Help, IReadOnlyList<MetricSample> Samples);
