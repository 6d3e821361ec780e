using CsTelemetry.Adoption.Versions;
using CsTelemetry.ClickHouse.Scores;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Reads the stored scores of a day, or only what is newer than what is in memory. Thread-safe.</summary>
internal sealed class StoredPortfolios(ScoreStore store, ScoreBases bases)
{
    /// <summary>Reads them; null when no run over all accounts of that day has ended.</summary>
    /// <param name="key">Which.</param>
    /// <param name="before">What was read before, if anything.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Portfolio?> ReadAsync(PortfolioKey key, Portfolio? before, CancellationToken cancellationToken)
    {
        var newest = before is null ? 0 : before.NewestRun;
        if (before is not null)
        {
            var runs = await store.NewestRunsAsync(key.Tenant, key.ModelHash, [key.AsOf], cancellationToken);
            if (runs.GetValueOrDefault(key.AsOf) == newest)
            {
                return before;
            }
        }

        var known = await store.RunsAsync(key.Tenant, key.AsOf, key.AsOf, key.ModelHash, cancellationToken);
        if (known.LastOrDefault(run => run.Kind != ScoreRunKind.Changed) is not { } whole)
        {
            return null;
        }

        // A run over all accounts begins anew: an account that it did not find is there no more.
        var rows = before is not null && whole.Id <= newest ? before.Rows.ToDictionary(row => row.AccountId, StringComparer.Ordinal) : [];
        foreach (var row in await store.DayAsync(key.Tenant, key.AsOf, key.ModelHash, rows.Count == 0 ? whole.Id - 1 : newest, cancellationToken))
        {
            rows[row.AccountId] = row;
        }

        var model = (await bases.OfAsync(key.Tenant, whole, cancellationToken)).Model;
        return new Portfolio(key.AsOf, model, rows.Values, await OthersAsync(key.Tenant, known, whole, cancellationToken), known[^1].Id);
    }

    private async Task<IReadOnlyDictionary<ulong, ScoreModel>> OthersAsync(
        string tenant, IReadOnlyList<ScoreRun> runs, ScoreRun whole, CancellationToken cancellationToken)
    {
        var others = new Dictionary<ulong, ScoreModel>();
        foreach (var run in runs.Where(run => run.Id > whole.Id && run.BasisRun != whole.BasisRun))
        {
            others[run.Id] = (await bases.OfAsync(tenant, run, cancellationToken)).Model;
        }

        return others;
    }
}
