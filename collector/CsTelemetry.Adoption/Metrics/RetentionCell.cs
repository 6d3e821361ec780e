namespace CsTelemetry.Adoption.Metrics;

/// <summary>Says how many of a cohort came back within a window.</summary>
/// <param name="FromDay">The window's first day after the first use.</param>
/// <param name="ToDay">The window's last day; null for all later ones.</param>
/// <param name="Eligible">Those who could have reached the window's end by the day asked for.</param>
/// <param name="Retained">Those of them who came back within it.</param>
public sealed record RetentionCell(int FromDay, int? ToDay, int Eligible, int Retained)
{
    /// <summary>Gets retained / eligible, 0 to 1; null when nobody could have reached it.</summary>
    public double? Rate => Eligible > 0 ? (double)Retained / Eligible : null;
}
