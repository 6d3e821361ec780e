using CsTelemetry.Adoption.Components;

namespace CsTelemetry.Adoption.Scoring;

/// <summary>Holds one component's part of a score: its weight after redistribution (0 when missing), its value and what they make.</summary>
internal readonly record struct ScoreEntry(IScoreComponent Component, double Weight, double? X)
{
    /// <summary>Gets the points it adds, 0 to 100.</summary>
    public double Points => X is { } x ? 100 * Weight * x : 0;

    /// <summary>Gets the points it could still add.</summary>
    public double PointsLost => X is { } x ? 100 * Weight * (1 - x) : 0;
}
