using CsTelemetry.Adoption.Changes;
using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Usage;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Scoring;

namespace CsTelemetry.Collector.Api;

/// <summary>
/// Explains how an account came from one day's score to another's. Where the later day was restated, its use is read twice: as it was first stated for good, and as its newest
/// row knew it; what lies between is the restatement. Seats, plan, entitlements and contract start are those of the newest row throughout: who corrects them for the past
/// changes the denominators. Thread-safe.
/// </summary>
internal sealed class ScoreDeltas(ScoreRegenerator regenerator, ScoreStore store, KnowledgeBook knowledge)
{
    private const string Lost =
        "The day was restated, but what was first stated cannot be read any more, because somebody was erased or events have expired since; the restatement is part of behaviour.";

    /// <param name="tenant">The tenant.</param>
    /// <param name="from">The earlier day.</param>
    /// <param name="row">The later day's newest row.</param>
    /// <param name="now">The later day by what there is now.</param>
    /// <param name="core">The core features of both.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ScoreDelta> ExplainAsync(
        string tenant, ScoreMoment from, ScoreRow row, ScoreMoment now, IReadOnlyList<CoreFeature> core, CancellationToken cancellationToken)
    {
        var account = (await knowledge.GetAsync(tenant, cancellationToken)).Accounts.GetValueOrDefault(row.AccountId);
        if (await FirstAsync(tenant, row, cancellationToken) is not { } first)
        {
            return Delta(from.AsOf, ChangeExplainer.Explain(from, now, account: account));
        }

        var restated = await regenerator.UsageAsync(tenant, row, core, cancellationToken) ?? now.Usage;
        var stated = await regenerator.UsageAsync(tenant, first, core, cancellationToken);
        var to = now with { Usage = stated is null ? restated : AsStated(restated, stated) };
        var delta = Delta(from.AsOf, ChangeExplainer.Explain(from, to, restated, account));
        return stated is null ? delta with { Reasons = [.. delta.Reasons, Lost] } : delta;
    }

    // Nothing is looked up of an account whose newest row is no restatement. One that late events brought to light was never stated, so nothing of it was restated.
    private async Task<ScoreRow?> FirstAsync(string tenant, ScoreRow row, CancellationToken cancellationToken) =>
        row.Kind == ScoreRowKind.Restatement ? await store.FirstFinalAsync(tenant, row.AccountId, row.AsOf, row.ModelHash, cancellationToken) : null;

    private static AccountUsage AsStated(AccountUsage restated, AccountUsage stated) =>
        restated with { Users = stated.Users, LastHeartbeat = stated.LastHeartbeat };

    private static ScoreDelta Delta(DateOnly from, ScoreChange change) =>
        new(from, change.Before.Score, change.After.Score, change.Points, [.. change.Lines.Select(Line)], change.Reasons);

    private static ScoreDeltaLine Line(ChangeLine line) => new(
        line.Key,
        line.Label,
        line.Points,
        line.Parts.ToDictionary(part => part.Key, part => part.Points, StringComparer.Ordinal),
        [.. line.Causes.Select(cause => new ScoreDeltaCause(cause.Key, cause.Points, cause.Reason))]);
}
