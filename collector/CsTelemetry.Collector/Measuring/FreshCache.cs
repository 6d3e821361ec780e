using CsTelemetry.Collector.Accounting;

namespace CsTelemetry.Collector.Measuring;

/// <summary>
/// Keeps what was read: while nothing new has reached the store for a minute, and for five seconds in any case. Reads each once, however many
/// ask. What was not asked for longest goes when there is too much. Thread-safe.
/// </summary>
internal sealed class FreshCache<TKey, TValue>(Books books, TimeProvider time, int capacity, long maxWeight, Func<TValue, long> weigh)
    where TKey : notnull
{
    private static readonly TimeSpan AlwaysFresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FreshWhileUnchanged = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Entry> _entries = [];

    /// <summary>Gets how many answers are kept.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    public Task<TValue> GetAsync(TKey key, Func<Task<TValue>> read, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var entry) || !IsFresh(entry))
            {
                // Whoever asks first must not cancel it for the others.
                entry = new Entry(read(), time.GetTimestamp(), books.Read().Verified);
                _entries[key] = entry;
                Evict(entry);
            }

            entry.UsedAt = time.GetTimestamp();
            return entry.Value.WaitAsync(cancellationToken);
        }
    }

    private bool IsFresh(Entry entry)
    {
        if (entry.Value.IsFaulted || entry.Value.IsCanceled)
        {
            return false;
        }

        var age = time.GetElapsedTime(entry.StartedAt);
        return age < AlwaysFresh || (age < FreshWhileUnchanged && entry.Verified == books.Read().Verified);
    }

    private void Evict(Entry newest)
    {
        foreach (var (key, _) in _entries.Where(pair => pair.Value != newest && !IsFresh(pair.Value)).ToArray())
        {
            _entries.Remove(key);
        }

        while (_entries.Count > 1 && (_entries.Count > capacity || _entries.Values.Sum(Weight) > maxWeight))
        {
            _entries.Remove(_entries.Where(pair => pair.Value != newest).MinBy(pair => pair.Value.UsedAt).Key);
        }
    }

    private long Weight(Entry entry) => entry.Value.IsCompletedSuccessfully ? weigh(entry.Value.GetAwaiter().GetResult()) : 0;

    private sealed class Entry(Task<TValue> value, long startedAt, long verified)
    {
        public Task<TValue> Value { get; } = value;

        public long StartedAt { get; } = startedAt;

        public long Verified { get; } = verified;

        public long UsedAt { get; set; } = startedAt;
    }
}
