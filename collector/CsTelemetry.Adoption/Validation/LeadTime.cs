namespace CsTelemetry.Adoption.Validation;

/// <summary>Tells how long before an account fell silent its score had been at risk without a break.</summary>
/// <param name="Silences">The silences of 90 days or more that began after a scored month-end.</param>
/// <param name="WarnedShare">The share that was at risk at the last month-end before; null without a silence.</param>
/// <param name="MedianDays">The median days from the first month-end of that spell to the last day of use, among those warned; null without one.</param>
public sealed record LeadTime(int Silences, Estimate? WarnedShare, Estimate? MedianDays);
