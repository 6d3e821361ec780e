namespace CsTelemetry.Client.Contracts;

/// <summary>A stored score.</summary>
/// <param name="AsOf">The complete day that it speaks of.</param>
/// <param name="State">Whether there is a score, and if not, why.</param>
/// <param name="Score">0 to 100; null unless the state is `scored`.</param>
/// <param name="Band">The band; null without a score.</param>
/// <param name="Confidence">How far to trust it; null without a score.</param>
/// <param name="ModelVersion">The version of the score model.</param>
/// <param name="ComputedAt">When it was computed.</param>
/// <param name="Status">How final it is.</param>
public sealed record ScorePoint(
    DateOnly AsOf, AccountState State, double? Score, HealthBand? Band, ConfidenceLevel? Confidence, string ModelVersion, DateTimeOffset ComputedAt, ScoreStatus Status);
