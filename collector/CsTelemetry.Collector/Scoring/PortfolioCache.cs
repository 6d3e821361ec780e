using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Scoring;

/// <summary>
/// Keeps computed portfolios: while nothing new has reached the store for a minute, and for five seconds in any
/// case, so that an event is in its score within a minute. Computes each once, however many ask. Thread-safe.
/// </summary>
internal sealed class PortfolioCache(PortfolioBuilder builder, Books books, TimeProvider time)
{
    /// <summary>How many (tenant, day) pairs are kept; beyond, the one not asked for longest goes.</summary>
    public const int Capacity = 64;

    private static readonly TimeSpan AlwaysFresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FreshWhileUnchanged = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly Dictionary<QueryScope, Entry> _entries = [];

    public Task<Portfolio> GetAsync(QueryScope scope, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(scope, out var entry) || !IsFresh(entry))
            {
                // Whoever asks first must not cancel it for the others.
                entry = new Entry(builder.BuildAsync(scope, CancellationToken.None), time.GetTimestamp(), books.Read().Verified);
                _entries[scope] = entry;
                Evict();
            }

            entry.UsedAt = time.GetTimestamp();
            return entry.Portfolio.WaitAsync(cancellationToken);
        }
    }

    private bool IsFresh(Entry entry)
    {
        if (entry.Portfolio.IsFaulted)
        {
            return false;
        }

        var age = time.GetElapsedTime(entry.StartedAt);
        return age < AlwaysFresh || (age < FreshWhileUnchanged && entry.Verified == books.Read().Verified);
    }

    private void Evict()
    {
        while (_entries.Count > Capacity)
        {
            _entries.Remove(_entries.MinBy(pair => pair.Value.UsedAt).Key);
        }
    }

    private sealed class Entry(Task<Portfolio> portfolio, long startedAt, long verified)
    {
        public Task<Portfolio> Portfolio { get; } = portfolio;

        public long StartedAt { get; } = startedAt;

        public long Verified { get; } = verified;

        public long UsedAt { get; set; } = startedAt;
    }
}
