using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Targets;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Scoring;

/// <summary>Scores all accounts of a tenant together. Pure; safe to call from any number of threads.</summary>
public static class PortfolioScorer
{
    /// <summary>Takes the targets from the accounts themselves and scores each against them, as version <c>1.0.0-auto</c>.</summary>
    /// <param name="accounts">The tenant's accounts, each once, in any order.</param>
    /// <param name="asOf">The complete day that has age 0.</param>
    /// <param name="core">The core features, from the catalog or from <see cref="CoreFeatureSelection.Select"/>.</param>
    /// <param name="model">The model; null means <see cref="AdoptionModel.V1"/>.</param>
    /// <exception cref="ArgumentException">An account comes twice or its usage cannot be.</exception>
    public static PortfolioScores Score(
        IEnumerable<AccountUsage> accounts,
        DateOnly asOf,
        IReadOnlyList<CoreFeature> core,
        AdoptionModel? model = null)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(core);
        var chosen = model ?? AdoptionModel.V1;
        var measured = Measured(accounts, asOf, new CoreIndex(core), chosen);
        var targets = TargetEstimator.Estimate(measured, chosen.Targets);
        var scores = measured.Select(account => AdoptionScorer.Score(account, asOf, targets, chosen)).ToArray();
        return new PortfolioScores(asOf, AdoptionScorer.VersionOf(chosen, targets), core, targets, scores);
    }

    /// <summary>Chooses the core features from use, and does the rest like the other form.</summary>
    /// <param name="accounts">The tenant's accounts, each once, in any order.</param>
    /// <param name="asOf">The complete day that has age 0.</param>
    /// <param name="totals">The tenant's use of each feature, in any order.</param>
    /// <param name="model">The model; null means <see cref="AdoptionModel.V1"/>.</param>
    /// <exception cref="ArgumentException">An account or a feature comes twice or its usage cannot be.</exception>
    public static PortfolioScores Score(
        IEnumerable<AccountUsage> accounts,
        DateOnly asOf,
        IEnumerable<FeatureTotal> totals,
        AdoptionModel? model = null) =>
        Score(accounts, asOf, CoreFeatureSelection.Select(totals, model), model);

    private static MeasuredAccount[] Measured(IEnumerable<AccountUsage> accounts, DateOnly asOf, CoreIndex core, AdoptionModel model)
    {
        var ordered = accounts.ToArray();
        Array.Sort(ordered, (a, b) => string.CompareOrdinal(a.AccountId, b.AccountId));
        for (var i = 1; i < ordered.Length; i++)
        {
            if (string.Equals(ordered[i].AccountId, ordered[i - 1].AccountId, StringComparison.Ordinal))
            {
                throw new ArgumentException($"Account '{ordered[i].AccountId}' comes twice; each account comes once.", nameof(accounts));
            }
        }

        return [.. ordered.Select(account => new MeasuredAccount(account, asOf, core, model))];
    }
}
