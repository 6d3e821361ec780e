using System.Text.Json;
using CsTelemetry.Adoption.Acting;
using CsTelemetry.Adoption.Benchmarking;
using CsTelemetry.Adoption.Changes;
using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Adoption.Usage;
using CsTelemetry.Adoption.Versions;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;

namespace CsTelemetry.Collector.Api;

/// <summary>Adds to a score what is not stored with it: it is computed from the account's use now. Thread-safe.</summary>
internal sealed class ScoreExpander(ScoreInputReader reader, KnowledgeBook knowledge, Portfolios portfolios, ScoreDeltas deltas)
{
    /// <param name="score">The score.</param>
    /// <param name="row">Its row.</param>
    /// <param name="portfolio">Where it stands.</param>
    /// <param name="model">The version that was asked for; null for targets of each day's own.</param>
    /// <param name="scope">Whose, of which day.</param>
    /// <param name="expansion">What to add.</param>
    /// <param name="seesUsers">Whether the key may read what single users did.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Contracts.AdoptionScore> ExpandAsync(
        Contracts.AdoptionScore score, ScoreRow row, Portfolio portfolio, ScoreModel? model, QueryScope scope, ScoreExpansion expansion, bool seesUsers, CancellationToken cancellationToken)
    {
        if (expansion.Peers && row.Score is not null)
        {
            var rank = PeerRanks.Of(portfolio.Rows.Where(peer => peer.Segment == row.Segment).Select(Slim))[row.AccountId];
            score = score with { Peers = new ScorePeers(rank.Segment, rank.Percentile is null, rank.Percentile is null ? null : rank.AccountCount, rank.Percentile, rank.Median) };
        }

        if (!expansion.NeedsUse)
        {
            return score;
        }

        var used = portfolio.ModelOf(row);
        var before = expansion.DeltaDays is { } days ? await BeforeAsync(scope, model, row.AccountId, days, cancellationToken) : null;
        var core = used.Core.Concat(before?.Model.Core ?? []).DistinctBy(feature => feature.Feature).ToList();
        var usage = await UsageAsync(scope, core, row, cancellationToken);
        return usage is null ? score : score with
        {
            Features = expansion.Features ? [.. FeatureExplainer.Explain(usage, row.AsOf, used).Select(line => Feature(line, seesUsers))] : null,
            NextActions = expansion.NextActions && row.Score is not null ? [.. NextActions.For(usage, row.AsOf, used).Select(Action)] : null,
            Delta = before is { } earlier && await UsageAsync(scope, core, earlier.Row, cancellationToken) is { } past
                ? await deltas.ExplainAsync(scope.Tenant, new ScoreMoment(past, earlier.Row.AsOf, earlier.Model), row, new ScoreMoment(usage, row.AsOf, used), core, cancellationToken)
                : null,
        };
    }

    private static Adoption.Scoring.AdoptionScore Slim(ScoreRow row) => new()
    {
        AccountId = row.AccountId,
        AsOf = row.AsOf,
        ModelVersion = row.ModelVersion,
        TenureDays = row.Numbers.TenureDays,
        State = ScoreRows.StateOf(row),
        Reason = "",
        Score = row.Score,
        Segment = row.Segment,
    };

    private static ScoreFeature Feature(FeatureLine line, bool seesUsers) => new(
        line.Feature,
        line.Weight,
        Word(line.Status),
        line.Entitled,
        line.Uses84,
        line.Days84,
        seesUsers || line.Users84 is 0 or >= PeerRanks.MinAccounts ? line.Users84 : null,
        line.Points,
        line.PointsLost);

    private static ScoreAction Action(NextAction action) =>
        new(Word(action.Kind), action.Feature, action.Count, action.Score, action.Gain, action.Sentence);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private async Task<(ScoreRow Row, ScoreModel Model)?> BeforeAsync(QueryScope scope, ScoreModel? model, string accountId, int days, CancellationToken cancellationToken)
    {
        var then = scope with { AsOf = scope.AsOf.AddDays(-days) };
        var portfolio = await portfolios.GetStoredAsync(then, model, cancellationToken) ?? await portfolios.GetAsync(then, model, cancellationToken);
        return portfolio.Find(accountId) is { } row ? (row, portfolio.ModelOf(row)) : null;
    }

    private async Task<AccountUsage?> UsageAsync(QueryScope scope, IReadOnlyList<CoreFeature> core, ScoreRow row, CancellationToken cancellationToken)
    {
        var known = await knowledge.GetAsync(scope.Tenant, cancellationToken);
        return (await reader.ReadOneAsync(new ScoreQuestion(scope.Tenant, row.AsOf, known), core, row.AccountId, row.LastHeartbeat, horizon: null, cancellationToken))?.Usage;
    }
}
