using System.Text.Json.Serialization;

namespace CsTelemetry.Client.Contracts;

/// <summary>The flat row of a score: what a CRM or a customer-success tool stores. The fields `adoption_score…` are meant to be copied as they are.</summary>
/// <param name="AccountId">The account, in the tenant's own naming.</param>
/// <param name="State">Whether there is a score, and if not, why.</param>
/// <param name="Score">0 to 100; null unless the state is `scored`.</param>
/// <param name="Band">The score's band, which changes only when the score stays past an edge; null without a score.</param>
/// <param name="Coverage">The sum of the weights that could be computed, 0 to 1; null when nothing was computed.</param>
/// <param name="Confidence">How far to trust it; null without a score.</param>
/// <param name="TopReason">The sentence of the component that costs the most points; null without a score.</param>
/// <param name="ModelVersion">The version of the score model.</param>
/// <param name="Plan">The plan as of the day; null when unknown.</param>
/// <param name="Segment">Whose targets it is measured against: `*` for the whole tenant.</param>
/// <param name="UpdatedAt">When it was computed.</param>
/// <param name="Status">How final it is: `provisional`, `frozen`, `restatement` (a frozen day was computed again) or `backfill`.</param>
/// <param name="AdoptionScore">The same as `score`.</param>
/// <param name="AdoptionScoreBand">The same as `band`.</param>
/// <param name="AdoptionScoreTrend28d">The score less that of 28 days before; null when either is missing or not stored.</param>
/// <param name="AdoptionScoreConfidence">The same as `confidence`.</param>
/// <param name="AdoptionScoreAsOf">The complete day that the score speaks of.</param>
/// <param name="AdoptionScoreTopReason">The same as `top_reason`.</param>
/// <param name="AdoptionScoreUrl">Where the collector's page about the account is.</param>
public sealed record AdoptionScoreRow(
    string AccountId,
    AccountState State,
    double? Score,
    HealthBand? Band,
    double? Coverage,
    ConfidenceLevel? Confidence,
    string? TopReason,
    string ModelVersion,
    string? Plan,
    string Segment,
    DateTimeOffset UpdatedAt,
    ScoreStatus Status,
    double? AdoptionScore,
    HealthBand? AdoptionScoreBand,
    [property: JsonPropertyName("adoption_score_trend_28d")] double? AdoptionScoreTrend28d,
    ConfidenceLevel? AdoptionScoreConfidence,
    DateOnly AdoptionScoreAsOf,
    string? AdoptionScoreTopReason,
    string AdoptionScoreUrl);
