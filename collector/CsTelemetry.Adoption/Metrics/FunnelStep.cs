namespace CsTelemetry.Adoption.Metrics;

/// <summary>Says how many came how far.</summary>
/// <param name="Feature">The step's feature.</param>
/// <param name="Reached">Those who reached the step.</param>
/// <param name="OfEntered">Reached / those who entered; null when nobody did.</param>
/// <param name="OfPrevious">Reached / those who reached the step before; null when nobody did.</param>
/// <param name="MedianHours">The median hours from the start of the walk until this step, at its earliest; null when nobody reached it.</param>
public sealed record FunnelStep(string Feature, int Reached, double? OfEntered, double? OfPrevious, double? MedianHours);
