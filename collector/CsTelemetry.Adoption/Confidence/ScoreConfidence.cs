namespace CsTelemetry.Adoption.Confidence;

/// <summary>Tells how much a score depends on single people.</summary>
/// <param name="Level">How sure the score is.</param>
/// <param name="StandardError">The jackknife standard error in points; null with fewer than two people.</param>
/// <param name="HalfWidth">Half the width of the 80 % interval in points, before it is cut at 0 and 100; null with fewer than two people.</param>
/// <param name="Low">The interval's lower end, 0 to 100; null with fewer than two people.</param>
/// <param name="High">The interval's upper end, 0 to 100; null with fewer than two people.</param>
/// <param name="Reason">One English sentence that says why the level is what it is.</param>
public sealed record ScoreConfidence(
    ConfidenceLevel Level,
    double? StandardError,
    double? HalfWidth,
    double? Low,
    double? High,
    string Reason);
