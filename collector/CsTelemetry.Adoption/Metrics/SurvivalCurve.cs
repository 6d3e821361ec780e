namespace CsTelemetry.Adoption.Metrics;

/// <summary>Says how long it takes until something happens, by Kaplan and Meier: those to whom it has not happened count for as long as they were watched.</summary>
/// <param name="People">Those watched.</param>
/// <param name="Events">Those to whom it happened.</param>
/// <param name="P25Days">The days after which it has happened to a quarter; null when it has not come so far.</param>
/// <param name="MedianDays">The days after which it has happened to half; null when it has not come so far.</param>
/// <param name="P75Days">The days after which it has happened to three quarters; null when it has not come so far.</param>
/// <param name="Points">The curve's steps, by days.</param>
public sealed record SurvivalCurve(int People, int Events, int? P25Days, int? MedianDays, int? P75Days, IReadOnlyList<SurvivalPoint> Points);
