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
        var run = await store.RunAsync(tenant, row.RunId, cancellationToken)
            ?? throw new InvalidDataException($"The score run {row.RunId} is not stored; it did not end, or its rows are of another store.");
        var basis = await bases.OfAsync(tenant, run, cancellationToken);
        var known = await knowledge.GetAsync(tenant, run.KnownAt, cancellationToken);
        var question = new ScoreQuestion(tenant, row.AsOf, known) { SendersHorizon = run.Horizon };
        var inputs = await reader.ReadExactlyAsync(question, basis.Model.Core, [row.AccountId], run.Horizon, cancellationToken);
        var bands = await bandBook.BeforeAsync(tenant, row.ModelHash, row.AsOf, row.RunId, [row.AccountId], cancellationToken);
        return ScoreComputer.Score(inputs, row.AsOf, basis.Model, bands, new ScoreStamp(row.RunId, row.ComputedAt, row.Kind)).SingleOrDefault();
    }
}
