namespace CsTelemetry.Collector.Api.Idempotency;

/// <summary>Has the newest sealed answers at hand, in bounded memory; the store has all of them. Thread-safe.</summary>
internal sealed class RememberedAnswers(IdempotencyLimits limits, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Tenant, string Name), Entry> _entries = [];
    private readonly Queue<Entry> _oldestFirst = new();
    private long _bytes;

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

    public byte[]? Find(IdempotentCall call)
    {
        lock (_gate)
        {
            return _entries.TryGetValue((call.Tenant, call.Name), out var entry) && !HasEnded(entry) ? entry.Sealed : null;
        }
    }

    /// <summary>Keeps an answer, and lets the oldest go while there are too many.</summary>
    /// <param name="call">What was answered.</param>
    /// <param name="closed">The sealed answer.</param>
    /// <param name="answeredAt">When.</param>
    public void Keep(IdempotentCall call, byte[] closed, DateTimeOffset answeredAt)
    {
        lock (_gate)
        {
            var entry = new Entry((call.Tenant, call.Name), closed, answeredAt);
            Remove(entry.Name);
            _entries.Add(entry.Name, entry);
            _oldestFirst.Enqueue(entry);
            _bytes += closed.Length;
            while (_oldestFirst.TryPeek(out var oldest) && (IsReplaced(oldest) || HasEnded(oldest) || _entries.Count > limits.MaxRememberedCount || _bytes > limits.MaxRememberedBytes))
            {
                _oldestFirst.Dequeue();
                if (!IsReplaced(oldest))
                {
                    Remove(oldest.Name);
                }
            }
        }
    }

    private bool HasEnded(Entry entry) => time.GetUtcNow() - entry.AnsweredAt >= limits.KeptFor;

    private bool IsReplaced(Entry entry) => !_entries.TryGetValue(entry.Name, out var standing) || !ReferenceEquals(standing, entry);

    private void Remove((string Tenant, string Name) name)
    {
        if (_entries.Remove(name, out var removed))
        {
            _bytes -= removed.Sealed.Length;
        }
    }

    private sealed record Entry((string Tenant, string Name) Name, byte[] Sealed, DateTimeOffset AnsweredAt);
}
