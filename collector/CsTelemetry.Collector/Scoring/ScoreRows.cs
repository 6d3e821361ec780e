using CsTelemetry.Adoption.Bands;
using CsTelemetry.Adoption.Confidence;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Versions;
using CsTelemetry.ClickHouse.Scores;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Turns scores into rows and rows into scores, number for number. Pure; thread-safe.</summary>
internal static class ScoreRows
{
    /// <summary>What rows of a model are stored under whose targets were taken at each day: each day's has a hash of its own.</summary>
    public const string AutoHash = "auto";

    /// <summary>Makes the row of a score.</summary>
    public static ScoreRow Of(ScoreInput input, AdoptionScore score, BandState band, ScoreModel model, ScoreStamp stamp) => new()
    {
        AccountId = score.AccountId,
        AsOf = score.AsOf,
        ModelHash = HashOf(model),
        ModelVersion = model.Version,
        RunId = stamp.RunId,
        ComputedAt = stamp.ComputedAt,
        Kind = stamp.Kind,
        State = (sbyte)(score.State + 1),
        Score = score.Score,
        Band = Number(band.Band),
        BandToward = Number(band.Pending),
        BandWeeks = (byte)band.Count,
        Coverage = score.Coverage,
        Confidence = score.Confidence is { } confidence ? (sbyte)(confidence.Level + 1) : (sbyte)0,
        StandardError = score.Confidence?.StandardError,
        Components = [.. score.Components.Select(line => line.Key)],
        X = [.. score.Components.Select(line => line.X ?? double.NaN)],
        Points = [.. score.Components.Select(line => line.Points)],
        Caps = [.. score.Caps.Select(line => line.Key)],
        CapPoints = [.. score.Caps.Select(line => line.Points)],
        Numbers = NumbersOf(score.Measures!),
        FirstUse = input.FirstUse,
        LastHeartbeat = input.Usage.LastHeartbeat,
        Plan = input.Usage.Plan ?? "",
        Segment = score.Segment,
        InputHash = InputHash.Of(input.Usage, model),
    };

    /// <summary>Tells the hash under which a model's rows are stored.</summary>
    public static string HashOf(ScoreModel model) => model.IsAuto ? AutoHash : model.Hash;

    /// <summary>Explains a row with the model that it was computed with: the same lines as when it was.</summary>
    public static AdoptionScore Explain(ScoreRow row, ScoreModel model) => AdoptionRecall.Recall(RecalledOf(row), row.AsOf, model) with { Band = BandOf(row) };

    /// <summary>Gets what a row keeps of its account.</summary>
    public static RecalledAccount RecalledOf(ScoreRow row) => new(row.AccountId, MeasuresOf(row.Numbers))
    {
        Plan = row.Plan.Length == 0 ? null : row.Plan,
        LastHeartbeat = row.LastHeartbeat,
        Excluded = StateOf(row) == AdoptionState.Excluded,
        StandardError = row.StandardError,
    };

    public static AdoptionState StateOf(ScoreRow row) => (AdoptionState)(row.State - 1);

    /// <summary>Gets the band that is shown; null without a score.</summary>
    public static AdoptionBand? BandOf(ScoreRow row) => row.Score is null ? null : Band(row.Band);

    public static ConfidenceLevel? ConfidenceOf(ScoreRow row) => row.Confidence == 0 ? null : (ConfidenceLevel)(row.Confidence - 1);

    public static AdoptionBand? Band(sbyte number) => number == 0 ? null : (AdoptionBand)(number - 1);

    public static AccountMeasures MeasuresOf(ScoreNumbers numbers) => new()
    {
        TenureDays = numbers.TenureDays,
        ReachTarget = numbers.ReachTarget,
        EligibleSeats = numbers.Seats,
        ActiveUsers = numbers.ActiveUsers,
        ActiveBlocks = numbers.ActiveBlocks,
        WeeklyUsersNow = numbers.WeeklyUsersNow,
        WeeklyUsersBase = numbers.WeeklyUsersBase,
        AdoptedCore = numbers.AdoptedCore,
        EntitledCore = numbers.EntitledCore,
        DecayedEvents = numbers.DecayedEvents,
        TopUserEvents = numbers.TopUserEvents,
        Events = numbers.Events,
    };

    public static ScoreNumbers NumbersOf(AccountMeasures measures) => new()
    {
        TenureDays = measures.TenureDays,
        ReachTarget = measures.ReachTarget,
        Seats = measures.EligibleSeats,
        ActiveUsers = measures.ActiveUsers,
        ActiveBlocks = measures.ActiveBlocks,
        WeeklyUsersNow = measures.WeeklyUsersNow,
        WeeklyUsersBase = measures.WeeklyUsersBase,
        AdoptedCore = measures.AdoptedCore,
        EntitledCore = measures.EntitledCore,
        DecayedEvents = measures.DecayedEvents,
        TopUserEvents = measures.TopUserEvents,
        Events = measures.Events,
    };

    private static sbyte Number(AdoptionBand? band) => band is { } known ? (sbyte)(known + 1) : (sbyte)0;
}
