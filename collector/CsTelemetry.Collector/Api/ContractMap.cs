using CsTelemetry.Adoption.Bands;
using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Targets;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;
using ModelConfidence = CsTelemetry.Adoption.Confidence.ScoreConfidence;
using ModelConfidenceLevel = CsTelemetry.Adoption.Confidence.ConfidenceLevel;

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

    /// <summary>Makes the flat row, without its sentence.</summary>
    /// <param name="row">The score.</param>
    /// <param name="portfolio">Where it stands.</param>
    /// <param name="before">The scores of 28 days before; null when none are stored.</param>
    public static AdoptionScoreRow Row(ScoreRow row, Portfolio portfolio, Portfolio? before)
    {
        var band = Band(ScoreRows.BandOf(row));
        var confidence = Level(ScoreRows.ConfidenceOf(row));
        return new AdoptionScoreRow(
            row.AccountId,
            State(ScoreRows.StateOf(row)),
            row.Score,
            band,
            row.Coverage,
            confidence,
            null,
            portfolio.ModelOf(row).Version,
            row.Plan.Length == 0 ? null : row.Plan,
            row.Segment,
            row.ComputedAt,
            Status(row.Kind),
            row.Score,
            band,
            row.Score - before?.Find(row.AccountId)?.Score,
            confidence,
            row.AsOf,
            null,
            $"/accounts/{Uri.EscapeDataString(row.AccountId)}");
    }

    /// <summary>Adds the sentence: only to rows that are sent, for it is made from the whole explanation.</summary>
    public static AdoptionScoreRow WithReason(AdoptionScoreRow row, Portfolio portfolio)
    {
        var reason = row.Score is null ? null : portfolio.Explain(portfolio.Find(row.AccountId)!).Reason;
        return row with { TopReason = reason, AdoptionScoreTopReason = reason };
    }

    public static ScorePoint Point(ScoreRow row) => new(
        row.AsOf, State(ScoreRows.StateOf(row)), row.Score, Band(ScoreRows.BandOf(row)), Level(ScoreRows.ConfidenceOf(row)), row.ModelVersion, row.ComputedAt, Status(row.Kind));

    public static Contracts.AdoptionScore Score(ScoreRow row, Portfolio portfolio, string? name)
    {
        var score = portfolio.Explain(row);
        return new Contracts.AdoptionScore(
            score.AccountId,
            name,
            score.AsOf,
            row.ComputedAt,
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
            Targets(portfolio.ModelOf(row).Segments.For(row.Plan.Length == 0 ? null : row.Plan, row.Numbers.Seats).Targets),
            row.LastHeartbeat,
            Status(row.Kind),
            row.Plan.Length == 0 ? null : row.Plan,
            row.Segment,
            row.FirstUse,
            row.FirstUse is { } first ? Math.Max(0, first.DayNumber - row.AsOf.AddDays(1 - row.Numbers.TenureDays).DayNumber) : null);
    }

    public static ScoreStatus Status(ScoreRowKind kind) => kind switch
    {
        ScoreRowKind.Provisional => ScoreStatus.Provisional,
        ScoreRowKind.Frozen => ScoreStatus.Frozen,
        ScoreRowKind.Restatement => ScoreStatus.Restatement,
        ScoreRowKind.Backfill => ScoreStatus.Backfill,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The kind has no contract."),
    };

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
        new(Level(confidence.Level)!.Value, confidence.Low, confidence.High, confidence.HalfWidth);

    public static ConfidenceLevel? Level(ModelConfidenceLevel? level) => level switch
    {
        null => null,
        ModelConfidenceLevel.High => ConfidenceLevel.High,
        ModelConfidenceLevel.Medium => ConfidenceLevel.Medium,
        ModelConfidenceLevel.Low => ConfidenceLevel.Low,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "The level has no contract."),
    };

    private static ScoreTargets? Targets(AdoptionTargets targets) =>
        targets is { ActiveUsers: { } users, AdoptedCore: { } core, DecayedEvents: { } events } ? new ScoreTargets(users, core, events) : null;
}
