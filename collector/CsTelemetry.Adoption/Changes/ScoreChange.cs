using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Changes;

/// <summary>Explains how an account's score came from one day to another. Immutable.</summary>
public sealed record ScoreChange
{
    /// <summary>Gets the score at the first day.</summary>
    public required AdoptionScore Before { get; init; }

    /// <summary>Gets the score at the second day, with late data.</summary>
    public required AdoptionScore After { get; init; }

    /// <summary>Gets the second score less the first, in points; null when either account-day has no score.</summary>
    public double? Points { get; init; }

    /// <summary>Gets behaviour, denominators, configuration and restatement, in this order; their points sum to the change within 10⁻⁹. Empty when there is none.</summary>
    public IReadOnlyList<ChangeLine> Lines { get; init; } = [];

    /// <summary>Gets English sentences, the weightiest first; without a change, why there is none.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }
}
