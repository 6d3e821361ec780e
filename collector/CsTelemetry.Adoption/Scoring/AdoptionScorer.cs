using CsTelemetry.Adoption.Confidence;
using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Targets;
using CsTelemetry.Adoption.Usage;
using CsTelemetry.Adoption.Versions;

namespace CsTelemetry.Adoption.Scoring;

/// <summary>Scores one account. Pure and deterministic to the bit on one platform; safe to call from any number of threads.</summary>
public static class AdoptionScorer
{
    /// <summary>Scores an account at a day against given core features and targets. "CsTelemetry adoption model 1.0".</summary>
    /// <param name="account">The account's usage, its windows ending with <paramref name="asOf"/>.</param>
    /// <param name="asOf">The complete day that has age 0.</param>
    /// <param name="core">The core features.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="model">The model; null means <see cref="AdoptionModel.V1"/>.</param>
    /// <returns>The score with its explanation, or the state that says why there is none.</returns>
    /// <exception cref="ArgumentException">The usage, the core features or the model cannot be; the message names the account, user and value.</exception>
    public static AdoptionScore Score(
        AccountUsage account,
        DateOnly asOf,
        IReadOnlyList<CoreFeature> core,
        AdoptionTargets targets,
        AdoptionModel? model = null)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(core);
        ArgumentNullException.ThrowIfNull(targets);
        var chosen = ModelCheck.Checked(model);
        return Score(new MeasuredAccount(account, asOf, new CoreIndex(core), chosen), asOf, targets, chosen);
    }

    /// <summary>Scores an account at a day against a model version, whose segment for the account's plan and seats gives the targets.</summary>
    /// <param name="account">The account's usage, its windows ending with <paramref name="asOf"/>.</param>
    /// <param name="asOf">The complete day that has age 0.</param>
    /// <param name="model">The model version.</param>
    /// <returns>The score with its explanation, or the state that says why there is none.</returns>
    /// <exception cref="ArgumentException">The usage cannot be; the message names the account, user and value.</exception>
    public static AdoptionScore Score(AccountUsage account, DateOnly asOf, ScoreModel model)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(model);
        return Score(new MeasuredAccount(account, asOf, model.Index, model.Numbers), asOf, model);
    }

    /// <summary>Scores an account that is already measured against a model version.</summary>
    internal static AdoptionScore Score(MeasuredAccount account, DateOnly asOf, ScoreModel model) =>
        Score(account, asOf, model, basis => Jackknife.StandardError(account, basis));

    /// <summary>The same, with a standard error that comes from elsewhere.</summary>
    internal static AdoptionScore Score(MeasuredAccount account, DateOnly asOf, ScoreModel model, Func<ScoreBasis, double?> errorOf)
    {
        var segment = model.Segments.For(account.Usage.Plan, account.Usage.EligibleSeats);
        return Score(account, asOf, segment.Targets, model.Numbers, errorOf) with { Segment = segment.Key };
    }

    /// <summary>Scores an account that is already measured.</summary>
    internal static AdoptionScore Score(MeasuredAccount account, DateOnly asOf, AdoptionTargets targets, AdoptionModel model) =>
        Score(account, asOf, targets, model, basis => Jackknife.StandardError(account, basis));

    private static AdoptionScore Score(
        MeasuredAccount account, DateOnly asOf, AdoptionTargets targets, AdoptionModel model, Func<ScoreBasis, double?> errorOf)
    {
        if (StateRule.BeforeScoring(account, asOf, model.States) is { } early)
        {
            return Blank(account, asOf, targets, model, early.State, early.Reason);
        }

        var basis = new ScoreBasis(account.Measures, targets, model);
        var sheet = ScoreSheet.Of(basis);
        if (StateRule.InsufficientData(sheet, model.States) is { } reason)
        {
            return Blank(account, asOf, targets, model, AdoptionState.InsufficientData, reason) with { Coverage = sheet.Coverage };
        }

        var error = errorOf(basis);
        var components = ScoreLines.ForComponents(sheet, basis);
        var caps = ScoreLines.ForCaps(sheet, basis);
        return Blank(account, asOf, targets, model, AdoptionState.Scored, TopReason(components, caps)) with
        {
            Score = sheet.Score,
            Band = model.Bands.BandOf(sheet.Score),
            Coverage = sheet.Coverage,
            Confidence = ConfidenceRule.Of(sheet, error, account.Usage.EligibleSeats is not null, model.Confidence),
            Components = components,
            Caps = caps,
        };
    }

    /// <summary>Names the version: targets that nobody published make it <c>-auto</c>.</summary>
    internal static string VersionOf(AdoptionModel model, AdoptionTargets targets) =>
        targets.Frozen ? model.Version : ScoreModel.AutoVersion(model.Version);

    private static AdoptionScore Blank(
        MeasuredAccount account, DateOnly asOf, AdoptionTargets targets, AdoptionModel model, AdoptionState state, string reason) => new()
        {
            AccountId = account.Usage.AccountId,
            AsOf = asOf,
            ModelVersion = VersionOf(model, targets),
            TenureDays = account.Measures.TenureDays,
            State = state,
            Reason = reason,
            Measures = account.Measures,
        };

    private static string TopReason(ComponentLine[] components, CapLine[] caps) =>
        caps.Length > 0 ? caps[0].Reason : components.MaxBy(line => line.PointsLost)!.Reason;
}
