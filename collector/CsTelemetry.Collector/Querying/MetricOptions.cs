namespace CsTelemetry.Collector.Querying;

/// <summary>Bounds what one question for a metric may bring into memory. What is larger is refused, with a way to ask for less.</summary>
internal sealed record MetricLimits
{
    /// <summary>Gets the most people or accounts that are listed. Default 500,000; 1 or more.</summary>
    public int MaxPeople { get; init; } = 500_000;

    /// <summary>Gets the most days of use, summed over people. Default 4,000,000, some 32 MB; 1 or more.</summary>
    public int MaxUseDays { get; init; } = 4_000_000;

    /// <summary>Gets the most events that a funnel walks. Default 2,000,000; 1 or more.</summary>
    public int MaxFunnelEvents { get; init; } = 2_000_000;
}
