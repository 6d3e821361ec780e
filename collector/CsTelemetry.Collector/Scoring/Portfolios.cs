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

    // Scores of weeks ago, beside which others are put.
    private static readonly TimeSpan FreshWhenOld = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly Dictionary<PortfolioKey, Entry> _entries = [];

    /// <summary>Gives the scores of the version in force.</summary>
    public async Task<Portfolio> GetAsync(QueryScope scope, CancellationToken cancellationToken) =>
        await GetAsync(scope, await models.PublishedAsync(scope.Tenant, cancellationToken), cancellationToken);

    /// <summary>Gives the scores of a version; null for targets of the day's own.</summary>
    public Task<Portfolio> GetAsync(QueryScope scope, ScoreModel? model, CancellationToken cancellationToken)
    {
        var key = KeyOf(scope, model);
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var entry) || entry.Portfolio.IsFaulted || (entry.Portfolio.IsCompleted && time.GetElapsedTime(entry.StartedAt) >= Fresh))
            {
                // Whoever asks first must not cancel it for the others.
                var before = entry?.Read;
                var reading = ReadAsync(key, model, before);
                entry = new Entry(reading, time.GetTimestamp()) { Read = before };
                _entries[key] = entry;
                Evict();
            }

            entry.UsedAt = time.GetTimestamp();
            return WaitAsync(entry, cancellationToken);
        }
    }

    /// <summary>Gives the stored scores of a version; null when a day has none.</summary>
    public async Task<Portfolio?> GetStoredAsync(QueryScope scope, ScoreModel? model, CancellationToken cancellationToken)
    {
        var key = KeyOf(scope, model);
        lock (_gate)
        {
            // What has been asked for is kept with the rest; what does not exist is asked for again, which is quick.
            if (_entries.TryGetValue(key, out var entry) && entry.Read is { IsStored: true } read && time.GetElapsedTime(entry.StartedAt) < FreshWhenOld)
            {
                entry.UsedAt = time.GetTimestamp();
                return read;
            }
        }

        var portfolio = await stored.ReadAsync(key, null, cancellationToken);
        if (portfolio is not null)
        {
            lock (_gate)
            {
                _entries[key] = new Entry(Task.FromResult(portfolio), time.GetTimestamp()) { Read = portfolio };
                Evict();
            }
        }

        return portfolio;
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

    private static PortfolioKey KeyOf(QueryScope scope, ScoreModel? model) =>
        new(scope.Tenant, scope.AsOf, model is null ? ScoreRows.AutoHash : ScoreRows.HashOf(model));

    private async Task<Portfolio> ReadAsync(PortfolioKey key, ScoreModel? model, Portfolio? before) =>
        await stored.ReadAsync(key, before is { IsStored: true } ? before : null, CancellationToken.None)
        ?? await live.GetAsync(key, model);

    private static async Task<Portfolio> WaitAsync(Entry entry, CancellationToken cancellationToken) =>
        entry.Read = await entry.Portfolio.WaitAsync(cancellationToken);

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

        /// <summary>Gets or sets what was read, or what was before while it is being read.</summary>
        public Portfolio? Read { get; set; }

        // An entry that costs nothing must not live for ever either.
        public long AccountCount => (Read?.Rows.Count ?? 0) + 100;
    }
}
