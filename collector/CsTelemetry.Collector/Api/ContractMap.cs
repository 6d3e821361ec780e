using CsTelemetry.Adoption.Bands;
using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Targets;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;
using ModelConfidence = CsTelemetry.Adoption.Confidence.ScoreConfidence;
using ModelConfidenceLevel = CsTelemetry.Adoption.Confidence.ConfidenceLevel;
using ModelScore = CsTelemetry.Adoption.Scoring.AdoptionScore;

namespace CsTelemetry.Collector.Api;

/// <summary>Turns what the model and the queries say into the API's contracts, number for number.</summary>
internal static class ContractMap
{
    public static ActiveUsers ActiveUsers(UserWindows windows) => new(windows.Dau, windows.Wau, windows.Mau, windows.Stickiness);

    public static AccountState State(AdoptionState state) => state switch
    {
        AdoptionState.Scored => AccountState.Scored,
        AdoptionState.Onboarding => AccountState.Onboarding,
        AdoptionState.InsufficientData => AccountState.InsufficientData,
        AdoptionState.Stale => AccountState.Stale,
        AdoptionState.Excluded => AccountState.Excluded,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "The state has no contract."),
    };

    public static HealthBand? Band(AdoptionBand? band) => band switch
    {
        null => null,
        AdoptionBand.Healthy => HealthBand.Healthy,
        AdoptionBand.Watch => HealthBand.Watch,
        AdoptionBand.AtRisk => HealthBand.AtRisk,
        _ => throw new ArgumentOutOfRangeException(nameof(band), band, "The band has no contract."),
    };

    public static AdoptionScoreRow Row(ModelScore score) => new(
        score.AccountId,
        State(score.State),
        score.Score,
        Band(score.Band),
        score.Coverage,
        score.Confidence is { } confidence ? Level(confidence.Level) : null,
        score.Score is null ? null : score.Reason,
        score.ModelVersion);

    public static Contracts.AdoptionScore Score(ModelScore score, Portfolio portfolio, string? name) => new(
        score.AccountId,
        name,
        score.AsOf,
        portfolio.ComputedAt,
        score.ModelVersion,
        State(score.State),
        score.Reason,
        score.Score,
        Band(score.Band),
        score.Coverage,
        score.TenureDays,
        score.Confidence is { } confidence ? Confidence(confidence) : null,
        [.. score.Components.Select(Component)],
        [.. score.Caps.Select(cap => new ScoreCap(cap.Key, cap.Limit, cap.Points, cap.Reason))],
        Targets(portfolio.Scores.Targets),
        portfolio.LastHeartbeat);

    private static ScoreComponent Component(ComponentLine line) => new(
        line.Key,
        line.Label,
        line.Available,
        line.Weight,
        line.X,
        line.Points,
        line.PointsLost,
        line.Reason,
        line.Facts.ToDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal));

    private static ScoreConfidence Confidence(ModelConfidence confidence) =>
        new(Level(confidence.Level), confidence.Low, confidence.High, confidence.HalfWidth);

    private static ConfidenceLevel Level(ModelConfidenceLevel level) => level switch
    {
        ModelConfidenceLevel.High => ConfidenceLevel.High,
        ModelConfidenceLevel.Medium => ConfidenceLevel.Medium,
        _ => ConfidenceLevel.Low,
    };

    private static ScoreTargets? Targets(AdoptionTargets targets) =>
        targets is { ActiveUsers: { } users, AdoptedCore: { } core, DecayedEvents: { } events } ? new ScoreTargets(users, core, events) : null;
}
