namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>The flat row of a score: what a CRM or a customer-success tool stores.</summary>
/// <param name="AccountId">The account, in the tenant's own naming.</param>
/// <param name="State">Whether there is a score, and if not, why.</param>
/// <param name="Score">0 to 100; null unless the state is `scored`.</param>
/// <param name="Band">The score's band; null without a score.</param>
/// <param name="Coverage">The sum of the weights that could be computed, 0 to 1; null when nothing was computed.</param>
/// <param name="Confidence">How far to trust it; null without a score.</param>
/// <param name="TopReason">The sentence of the component that costs the most points; null without a score.</param>
/// <param name="ModelVersion">The version of the score model.</param>
internal sealed record AdoptionScoreRow(
    string AccountId,
    AccountState State,
    double? Score,
    HealthBand? Band,
    double? Coverage,
    ConfidenceLevel? Confidence,
    string? TopReason,
    string ModelVersion);
