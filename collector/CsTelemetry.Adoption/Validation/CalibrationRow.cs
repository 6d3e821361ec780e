namespace CsTelemetry.Adoption.Validation;

/// <summary>Compares what a range of scores foretold, by the earlier half of the months, with what came in the later half.</summary>
/// <param name="FromScore">The least score of the range.</param>
/// <param name="ToScore">The score below which it ends; 100 belongs to the last.</param>
/// <param name="Foretold">The share that was lost in the earlier half, 0 to 1.</param>
/// <param name="Snapshots">The account-months of the later half.</param>
/// <param name="Observed">The share that was lost in the later half; null when there were none.</param>
public sealed record CalibrationRow(double FromScore, double ToScore, double Foretold, int Snapshots, Estimate? Observed);
