namespace CsTelemetry.Client.Contracts;

/// <summary>One component of a score: points = 100 · weight · x.</summary>
/// <param name="Key">Its key, such as `consistency`.</param>
/// <param name="Label">Its name for a person.</param>
/// <param name="Available">Whether it could be computed. When not, its weight went to the others in proportion.</param>
/// <param name="Weight">Its weight after redistribution, 0 to 1.</param>
/// <param name="X">How much of it was reached, 0 to 1; null when not available.</param>
/// <param name="Points">The points it gives.</param>
/// <param name="PointsLost">The points it could still give.</param>
/// <param name="Reason">Why, as a sentence.</param>
/// <param name="Facts">The numbers it was computed from, by name.</param>
public sealed record ScoreComponent(
    string Key,
    string Label,
    bool Available,
    double Weight,
    double? X,
    double Points,
    double PointsLost,
    string Reason,
    IReadOnlyDictionary<string, double> Facts);
