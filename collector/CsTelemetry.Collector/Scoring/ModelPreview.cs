using CsTelemetry.Adoption.Versions;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Scores a whole portfolio as a version would that is not in force. Thread-safe.</summary>
internal sealed class ModelPreview(Portfolios portfolios, LivePortfolios live, ScoreModels models, KnowledgeBook knowledge)
{
    /// <summary>Computes both: the version in force first.</summary>
    public async Task<(Portfolio Before, Portfolio After)> CompareAsync(QueryScope scope, ScoreModel model, CancellationToken cancellationToken)
    {
        var before = await portfolios.GetAsync(scope, await models.PublishedAsync(scope.Tenant, cancellationToken), cancellationToken);
        return (before, CanRecall(before, model) ? Recalled(before, model) : await ComputedAsync(scope, model, cancellationToken));
    }

    // What is stored of an account is all that a version looks at which counts the same things: no event need be read.
    private static bool CanRecall(Portfolio before, ScoreModel model) =>
        before.Rows.All(row => before.ModelOf(row) is { } used
            && used.Core.SequenceEqual(model.Core)
            && used.Numbers.Shapes == model.Numbers.Shapes
            && used.Numbers.Confidence == model.Numbers.Confidence);

    private static Portfolio Recalled(Portfolio before, ScoreModel model)
    {
        var rows = before.Rows.Select(row =>
        {
            var score = ScoreRows.Explain(row, model);
            var band = score.Score is { } points ? model.Numbers.Bands.BandOf(points) : default(Adoption.Bands.AdoptionBand?);
            return row with { State = (sbyte)(score.State + 1), Score = score.Score, Band = (sbyte)(band is { } known ? known + 1 : 0), Segment = score.Segment, ModelVersion = model.Version };
        });
        return new Portfolio(before.AsOf, model, rows, new Dictionary<ulong, ScoreModel>(), 0);
    }

    private async Task<Portfolio> ComputedAsync(QueryScope scope, ScoreModel model, CancellationToken cancellationToken) =>
        await live.ComputeAsync(new PortfolioKey(scope.Tenant, scope.AsOf, ScoreRows.HashOf(model)), model, await knowledge.GetAsync(scope.Tenant, cancellationToken));
}
