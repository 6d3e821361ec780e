namespace UsageSimulator.Clock;

/// <summary>Names when a place moves its clocks.</summary>
internal enum SummerTime
{
    None,

    /// <summary>From the last Sunday of March to the day before the last Sunday of October.</summary>
    European,

    /// <summary>From the second Sunday of March to the day before the first Sunday of November.</summary>
    American,
}
