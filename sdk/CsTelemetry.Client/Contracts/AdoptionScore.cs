namespace CsTelemetry.Client.Contracts;

/// <summary>An account's adoption score with its whole explanation: the points of the components and the caps sum to the score.</summary>
/// <param name="AccountId">The account, in the tenant's own naming.</param>
/// <param name="Name">Its name, if the product reported one.</param>
/// <param name="AsOf">The complete day that the score speaks of.</param>
/// <param name="ComputedAt">When it was computed.</param>
/// <param name="ModelVersion">The version of the score model.</param>
/// <param name="State">Whether there is a score, and if not, why.</param>
/// <param name="Reason">Why there is no score or, with one, the line that costs the most points, as a sentence.</param>
/// <param name="Score">0 to 100, higher is healthier; null unless the state is `scored`.</param>
/// <param name="Band">The score's band; null without a score.</param>
/// <param name="Coverage">The sum of the weights that could be computed, 0 to 1; below .6 there is no score. Null when nothing was computed.</param>
/// <param name="TenureDays">Days since the contract began or, when that is not known, the account was first seen; both ends counted.</param>
/// <param name="Confidence">How far to trust it; null without a score.</param>
/// <param name="Components">The components; empty without a score.</param>
/// <param name="Caps">What limits the score, each its own negative line.</param>
/// <param name="Targets">What the components are measured against.</param>
/// <param name="LastHeartbeat">The last day on which the program that reports the account reported anything.</param>
/// <param name="Status">How final it is.</param>
/// <param name="Plan">The plan as of the day; null when unknown.</param>
/// <param name="Segment">Whose targets it is measured against: `*` for the whole tenant.</param>
/// <param name="FirstUse">The day of the first value event; null while there is none.</param>
/// <param name="DaysToFirstValue">How many days after the account's first day that was, at least 0; null while there is none.</param>
/// <param name="LastScore">Of a stale account the last score that it had; else null.</param>
/// <param name="Peers">With `expand=peers`: where it stands among its segment; else null.</param>
/// <param name="Features">With `expand=features`: each core feature's part of breadth; else null.</param>
/// <param name="NextActions">With `expand=next_actions`: what would raise it most; else null.</param>
/// <param name="Delta">With `expand=delta:28d`: how it came from 28 days before; else null.</param>
public sealed record AdoptionScore(
    string AccountId,
    string? Name,
    DateOnly AsOf,
    DateTimeOffset ComputedAt,
    string ModelVersion,
    AccountState State,
    string Reason,
    double? Score,
    HealthBand? Band,
    double? Coverage,
    int TenureDays,
    ScoreConfidence? Confidence,
    IReadOnlyList<ScoreComponent> Components,
    IReadOnlyList<ScoreCap> Caps,
    ScoreTargets? Targets,
    DateOnly? LastHeartbeat,
    ScoreStatus Status,
    string? Plan,
    string Segment,
    DateOnly? FirstUse,
    int? DaysToFirstValue,
    LastScore? LastScore = null,
    ScorePeers? Peers = null,
    IReadOnlyList<ScoreFeature>? Features = null,
    IReadOnlyList<ScoreAction>? NextActions = null,
    ScoreDelta? Delta = null);
