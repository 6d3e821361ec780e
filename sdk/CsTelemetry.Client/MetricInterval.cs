namespace CsTelemetry.Client;

/// <summary>Of what the last days are shown in a metric over time.</summary>
public enum MetricInterval
{
    /// <summary>Every day.</summary>
    Day,

    /// <summary>The last day of each week.</summary>
    Week,

    /// <summary>The last day of each month.</summary>
    Month,
}
