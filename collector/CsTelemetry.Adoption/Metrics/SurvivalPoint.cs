namespace CsTelemetry.Adoption.Metrics;

/// <summary>Is a step of a survival curve.</summary>
/// <param name="Days">Days since the start.</param>
/// <param name="AtRisk">Those watched up to this day to whom it had not happened before.</param>
/// <param name="Events">Those to whom it happened on this day.</param>
/// <param name="Waiting">The estimated share to whom it has not happened by the end of this day, 0 to 1.</param>
/// <param name="StandardError">Greenwood's standard error of that share.</param>
/// <param name="Low">The lower end of the 95 % interval, 0 to 1.</param>
/// <param name="High">The upper end of the 95 % interval, 0 to 1.</param>
public sealed record SurvivalPoint(int Days, int AtRisk, int Events, double Waiting, double StandardError, double Low, double High);
