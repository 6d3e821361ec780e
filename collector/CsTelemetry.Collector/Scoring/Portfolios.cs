using CsTelemetry.Adoption.Versions;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Scoring;

/// <summary>
/// Gives the scores of a day: those that are stored, at most a second old, or, for a day that has none, those that the same functions compute. Computes each
/// once, however many ask. Thread-safe.
/// </summary>
internal sealed class Portfolios(StoredPortfolios stored, LivePortfolios live, ScoreModels models, TimeProvider time)
{
    /// <summary>How many accounts of all kept portfolios together; beyond, the one not asked for longest goes.</summary>
    public const int MaxAccountCount = 400_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<PortfolioKey, Entry> _entries = [];

    /// <summary>Gives the scores of the version in force.</summary>
    public async Task<Portfolio> GetAsync(QueryScope scope, CancellationToken cancellationToken) =>
        await GetAsync(scope, await models.PublishedAsync(scope.Tenant, cancellationToken), cancellationToken);

    /// <summary>Gives the scores of a version; null for targets of the day's own.</summary>
    public Task<Portfolio> GetAsync(QueryScope scope, ScoreModel? model, CancellationToken cancellationToken)
    {
        var key = new PortfolioKey(scope.Tenant, scope.AsOf, model is null ? ScoreRows.AutoHash : ScoreRows.HashOf(model));
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var entry) || entry.Portfolio.IsFaulted || (entry.Portfolio.IsCompleted && time.GetElapsedTime(entry.StartedAt) >= Fresh))
            {
                // Whoever asks first must not cancel it for the others.
                entry = new Entry(ReadAsync(key, model, entry?.Portfolio), time.GetTimestamp());
                _entries[key] = entry;
                Evict();
            }

            entry.UsedAt = time.GetTimestamp();
            return entry.Portfolio.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Forgets a tenant's: somebody was erased.</summary>
    public void Forget(string tenant)
    {
        lock (_gate)
        {
            foreach (var key in _entries.Keys.Where(key => key.Tenant == tenant).ToList())
            {
                _entries.Remove(key);
            }
        }

        live.Forget(tenant);
    }

    private async Task<Portfolio> ReadAsync(PortfolioKey key, ScoreModel? model, Task<Portfolio>? before)
    {
        var known = before is { IsCompletedSuccessfully: true } ? before.Result : null;
        return await stored.ReadAsync(key, known is { IsStored: true } ? known : null, CancellationToken.None)
            ?? await live.GetAsync(key, model);
    }

    private void Evict()
    {
        while (_entries.Count > 1 && _entries.Values.Sum(entry => entry.AccountCount) > MaxAccountCount)
        {
            _entries.Remove(_entries.MinBy(pair => pair.Value.UsedAt).Key);
        }
    }

    private sealed class Entry(Task<Portfolio> portfolio, long startedAt)
    {
        public Task<Portfolio> Portfolio { get; } = portfolio;

        public long StartedAt { get; } = startedAt;

        public long UsedAt { get; set; } = startedAt;

        // An entry that costs nothing must not live for ever either.
        public long AccountCount => Portfolio.IsCompletedSuccessfully ? Portfolio.Result.Rows.Count + 100 : 100;
    }
}
