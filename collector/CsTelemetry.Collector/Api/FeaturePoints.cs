using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;

namespace CsTelemetry.Collector.Api;

/// <summary>Tells what each core feature brings to an account's score and costs it, by the version in force. Thread-safe.</summary>
internal sealed class FeaturePoints(Portfolios portfolios, ScoreModels models, ScoreInputReader reader, KnowledgeBook knowledge)
{
    /// <summary>Explains the account's breadth by feature; null when it has no score that day.</summary>
    public async Task<IReadOnlyDictionary<string, FeatureLine>?> OfAsync(QueryScope scope, string accountId, CancellationToken cancellationToken)
    {
        var version = await ModelParameter.ReadAsync(models, scope.Tenant, null, cancellationToken);
        var portfolio = await portfolios.GetAsync(scope, version, cancellationToken);
        if (portfolio.Find(accountId) is not { Score: not null } row)
        {
            return null;
        }

        var model = portfolio.ModelOf(row);
        var question = new ScoreQuestion(scope.Tenant, row.AsOf, await knowledge.GetAsync(scope.Tenant, cancellationToken));
        return (await reader.ReadOneAsync(question, model.Core, accountId, row.LastHeartbeat, null, cancellationToken))?.Usage is { } usage
            ? FeatureExplainer.Explain(usage, row.AsOf, model).ToDictionary(line => line.Feature, StringComparer.Ordinal)
            : null;
    }
}
