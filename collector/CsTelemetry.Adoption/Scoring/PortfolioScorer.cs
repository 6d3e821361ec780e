using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Usage;
using CsTelemetry.Adoption.Versions;

namespace CsTelemetry.Adoption.Scoring;

/// <summary>Scores all accounts of a tenant together. Pure; safe to call from any number of threads.</summary>
public static class PortfolioScorer
{
    /// <summary>Takes the targets of each segment from the accounts themselves and scores each against them, as version <c>1.0.0-auto</c>.</summary>
    /// <param name="accounts">The tenant's accounts, each once, in any order.</param>
    /// <param name="asOf">The complete day that has age 0.</param>
    /// <param name="core">The core features, from the catalog or from <see cref="CoreFeatureSelection.Select"/>.</param>
    /// <param name="model">The numbers; null means <see cref="AdoptionModel.V1"/>.</param>
    /// <exception cref="ArgumentException">The model cannot be, an account comes twice, or its usage cannot be.</exception>
    public static PortfolioScores Score(
        IEnumerable<AccountUsage> accounts,
        DateOnly asOf,
        IReadOnlyList<CoreFeature> core,
        AdoptionModel? model = null)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(core);
        var chosen = ModelCheck.Checked(model);
        var auto = chosen with { Version = ScoreModel.AutoVersion(chosen.Version) };
        var measured = MeasuredPortfolio.Of(accounts, asOf, new CoreIndex(core), auto);
        return Score(measured, asOf, ScoreModel.Freeze(auto, measured, core));
    }

    /// <summary>Chooses the core features from use, and does the rest like the other form.</summary>
    /// <param name="accounts">The tenant's accounts, each once, in any order.</param>
    /// <param name="asOf">The complete day that has age 0.</param>
    /// <param name="totals">The tenant's use of each feature, in any order.</param>
    /// <param name="model">The numbers; null means <see cref="AdoptionModel.V1"/>.</param>
    /// <exception cref="ArgumentException">The model cannot be, an account or a feature comes twice, or its usage cannot be.</exception>
    public static PortfolioScores Score(
        IEnumerable<AccountUsage> accounts,
        DateOnly asOf,
        IEnumerable<FeatureTotal> totals,
        AdoptionModel? model = null) =>
        Score(accounts, asOf, CoreFeatureSelection.Select(totals, model), model);

    /// <summary>Scores each account against a model version: what its peers do moves nothing.</summary>
    /// <param name="accounts">Accounts, all of the tenant's or some, each once, in any order.</param>
    /// <param name="asOf">The complete day that has age 0.</param>
    /// <param name="model">The model version.</param>
    /// <exception cref="ArgumentException">An account comes twice or its usage cannot be.</exception>
    public static PortfolioScores Score(IEnumerable<AccountUsage> accounts, DateOnly asOf, ScoreModel model)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(model);
        return Score(MeasuredPortfolio.Of(accounts, asOf, model.Index, model.Numbers), asOf, model);
    }

    private static PortfolioScores Score(MeasuredAccount[] accounts, DateOnly asOf, ScoreModel model) =>
        new(asOf, model.Version, model.Core, model.Segments.Tenant.Targets, [.. accounts.Select(account => AdoptionScorer.Score(account, asOf, model))])
        {
            Model = model,
        };
}
