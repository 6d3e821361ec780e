using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Usage;
using CsTelemetry.Adoption.Versions;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Knowing;

namespace CsTelemetry.Collector.Scoring;

/// <summary>
/// Computes a stored row again from the events that its run had seen and from what was known then. Bit for bit the same, unless a person or events have been erased since,
/// or have expired. Thread-safe.
/// </summary>
internal sealed class ScoreRegenerator(ScoreInputReader reader, ScoreStore store, ScoreBases bases, BandBook bandBook, KnowledgeBook knowledge)
{
    /// <exception cref="InvalidDataException">The row's run is not stored.</exception>
    public async Task<ScoreRow?> AgainAsync(string tenant, ScoreRow row, CancellationToken cancellationToken)
    {
        var (run, model, question) = await QuestionAsync(tenant, row, cancellationToken);
        var inputs = await reader.ReadExactlyAsync(question, model.Core, [row.AccountId], run.Horizon, cancellationToken);
        var bands = await bandBook.BeforeAsync(tenant, row.ModelHash, row.AsOf, row.RunId, [row.AccountId], cancellationToken);
        return ScoreComputer.Score(inputs, row.AsOf, model, bands, new ScoreStamp(row.RunId, row.ComputedAt, row.Kind)).SingleOrDefault();
    }

    /// <summary>Reads what a row was computed from; null when it cannot be read as it was: somebody has been erased since, or events have expired.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="row">The row.</param>
    /// <param name="core">The core features whose use is read: those of the row's model, and of others that it is to be compared with.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidDataException">The row's run is not stored.</exception>
    public async Task<AccountUsage?> UsageAsync(string tenant, ScoreRow row, IReadOnlyList<CoreFeature> core, CancellationToken cancellationToken)
    {
        var (run, model, question) = await QuestionAsync(tenant, row, cancellationToken);
        var every = model.Core.Concat(core).DistinctBy(feature => feature.Feature).ToList();
        var usage = (await reader.ReadOneAsync(question, every, row.AccountId, row.LastHeartbeat, run.Horizon, cancellationToken))?.Usage;
        return usage is not null && ScoreRows.NumbersOf(AdoptionScorer.Score(usage, row.AsOf, model).Measures!) == row.Numbers ? usage : null;
    }

    private async Task<(ScoreRun Run, ScoreModel Model, ScoreQuestion Question)> QuestionAsync(string tenant, ScoreRow row, CancellationToken cancellationToken)
    {
        var run = await store.RunAsync(tenant, row.RunId, cancellationToken)
            ?? throw new InvalidDataException($"The score run {row.RunId} is not stored; it did not end, or its rows are of another store.");
        var basis = await bases.OfAsync(tenant, run, cancellationToken);
        var question = new ScoreQuestion(tenant, row.AsOf, await KnownAsync(tenant, run, cancellationToken)) { SendersHorizon = run.Horizon };
        return (run, basis.Model, question);
    }

    // What was known then is read whole from the store; mostly it is what is known now.
    private async Task<TenantKnowledge> KnownAsync(string tenant, ScoreRun run, CancellationToken cancellationToken) =>
        await knowledge.GetAsync(tenant, cancellationToken) is { } now && now.Version == run.KnowledgeVersion
            ? now
            : await knowledge.GetAsync(tenant, run.KnownAt, cancellationToken);
}
