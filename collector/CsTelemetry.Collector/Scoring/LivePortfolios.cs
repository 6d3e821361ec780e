using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Versions;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Knowing;

namespace CsTelemetry.Collector.Scoring;

/// <summary>
/// Computes the scores of days that have none stored, and keeps them while nothing new has reached the store for a minute, and for five seconds in any case. Thread-safe.
/// </summary>
internal sealed class LivePortfolios(ScoreComputer computer, BandBook bandBook, KnowledgeBook knowledge, Books books, TimeProvider time)
{
    /// <summary>How many are kept; beyond, the one that was computed first goes.</summary>
    public const int Capacity = 64;

    private static readonly TimeSpan AlwaysFresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FreshWhileUnchanged = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly Dictionary<PortfolioKey, Entry> _entries = [];

    public async Task<Portfolio> GetAsync(PortfolioKey key, ScoreModel? model)
    {
        var known = await knowledge.GetAsync(key.Tenant, CancellationToken.None);
        return await ComputedAsync(key, model, known);
    }

    /// <summary>Forgets a tenant's.</summary>
    public void Forget(string tenant)
    {
        lock (_gate)
        {
            foreach (var key in _entries.Keys.Where(key => key.Tenant == tenant).ToList())
            {
                _entries.Remove(key);
            }
        }
    }

    private Task<Portfolio> ComputedAsync(PortfolioKey key, ScoreModel? model, TenantKnowledge known)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var entry) || !IsFresh(entry) || entry.KnowledgeVersion != known.Version)
            {
                entry = new Entry(ComputeAsync(key, model, known), time.GetTimestamp(), books.Read().Verified, known.Version);
                _entries[key] = entry;
                Evict();
            }

            return entry.Portfolio;
        }
    }

    /// <summary>Computes them and keeps nothing.</summary>
    public async Task<Portfolio> ComputeAsync(PortfolioKey key, ScoreModel? model, TenantKnowledge known)
    {
        var question = new ScoreQuestion(key.Tenant, key.AsOf, known);
        var stamp = new ScoreStamp(0, time.GetUtcNow(), ScoreRowKind.Provisional);
        var bands = await bandBook.BeforeAsync(key.Tenant, key.ModelHash, key.AsOf, ulong.MaxValue, null, CancellationToken.None);
        if (model is null)
        {
            var (taken, inputs) = await computer.TakeTargetsAsync(question, null, CancellationToken.None);
            return Of(key.AsOf, taken, ScoreComputer.Score(inputs, key.AsOf, taken, bands, stamp));
        }

        var rows = new List<ScoreRow>();
        await foreach (var chunk in computer.ReadAsync(question, model.Core, null, null, CancellationToken.None))
        {
            rows.AddRange(ScoreComputer.Score(chunk, key.AsOf, model, bands, stamp));
        }

        return Of(key.AsOf, model, rows);
    }

    private static Portfolio Of(DateOnly asOf, ScoreModel model, IEnumerable<ScoreRow> rows) => new(asOf, model, rows, new Dictionary<ulong, ScoreModel>(), 0);

    private bool IsFresh(Entry entry)
    {
        var age = time.GetElapsedTime(entry.At);
        return !entry.Portfolio.IsFaulted && (age < AlwaysFresh || (age < FreshWhileUnchanged && entry.Verified == books.Read().Verified));
    }

    private void Evict()
    {
        while (_entries.Count > Capacity)
        {
            _entries.Remove(_entries.MinBy(pair => pair.Value.At).Key);
        }
    }

    private sealed record Entry(Task<Portfolio> Portfolio, long At, long Verified, long KnowledgeVersion);
}
