using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Versions;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Scoring;

/// <summary>
/// Scores a whole portfolio as a version would that is not in force: the same accounts with the same numbers, so that nothing but the version makes a difference.
/// Thread-safe.
/// </summary>
internal sealed class ModelPreview(Portfolios portfolios, RowMeasures measures)
{
    /// <summary>Puts a version beside the one in force.</summary>
    public async Task<PreviewedPortfolio> CompareAsync(QueryScope scope, ScoreModel model, CancellationToken cancellationToken)
    {
        var before = await portfolios.GetAsync(scope, cancellationToken);
        var accounts = await measures.MeasureAsync(scope.Tenant, before, model.Numbers, model.Core, cancellationToken);
        return new PreviewedPortfolio(before, model, Scores(accounts, before.AsOf, model));
    }

    private static double?[] Scores(IReadOnlyList<RecalledAccount> accounts, DateOnly asOf, ScoreModel model)
    {
        var scores = new double?[accounts.Count];
        Parallel.For(0, scores.Length, i => scores[i] = AdoptionRecall.Recall(accounts[i], asOf, model).Score);
        return scores;
    }
}
