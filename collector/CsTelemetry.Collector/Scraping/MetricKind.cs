namespace CsTelemetry.Collector.Scraping;

/// <summary>How an instrument's measurements add up.</summary>
internal enum MetricKind
{
    /// <summary>Each is an increment.</summary>
    Added,

    /// <summary>Each is the value itself.</summary>
    Observed,

    /// <summary>Each is one observation of a distribution.</summary>
    Histogram,
}
