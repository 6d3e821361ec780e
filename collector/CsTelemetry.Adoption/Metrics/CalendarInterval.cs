namespace CsTelemetry.Adoption.Metrics;

/// <summary>Names the stretches of days by which metrics are shown.</summary>
public enum CalendarInterval
{
    /// <summary>One day.</summary>
    Day,

    /// <summary>Monday to Sunday.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,
}
