namespace CsTelemetry.Adoption.Validation;

/// <summary>Holds a tenth of all account-months, by score.</summary>
/// <param name="Decile">1 for the lowest scores, 10 for the highest.</param>
/// <param name="Snapshots">The account-months in it.</param>
/// <param name="MeanScore">Their mean score.</param>
/// <param name="LostShare">The share that was lost, 0 to 1.</param>
public sealed record DecileRow(int Decile, int Snapshots, double MeanScore, Estimate LostShare);
