using CsTelemetry.Wire;

namespace CsTelemetry.Tracking;

/// <summary>
/// Adds up who was shown which variant of a feature flag, so that a flag that is read a thousand times a second makes one
/// event a minute. Safe for any number of threads.
/// </summary>
internal sealed class ExposureCounts : IDisposable
{
    /// <summary>How many different exposures are added up at most; when there are more, all of them are reported early.</summary>
    public const int MostKeys = 10_000;

    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Gate _gate = new();
    private readonly EventDoor _door;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private Dictionary<Key, Count> _counts = [];

    public ExposureCounts(EventDoor door, TimeProvider time)
    {
        _door = door;
        _time = time;
        _timer = time.CreateTimer(static state => ((ExposureCounts)state!).Report(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(string flag, string variant, string? accountId, string? userId)
    {
        var scope = _door.Scope;
        if (string.IsNullOrEmpty(flag) || string.IsNullOrEmpty(variant) || scope is { HasConsent: false })
        {
            // Counts the reason.
            _door.TryEnter(EventKind.CustomCounter, "", accountId, userId, default);
            return;
        }

        var key = new Key(flag, variant, accountId ?? scope?.AccountId, userId ?? scope?.UserId);
        bool first, full;
        lock (_gate)
        {
            first = _counts.Count == 0;
            _counts[key] = _counts.TryGetValue(key, out var count) ? new(count.Times + 1, count.FirstAt) : new(1, _time.GetUtcNow());
            full = _counts.Count >= MostKeys;
        }

        if (full)
        {
            Report();
        }
        else if (first)
        {
            _timer.Change(Interval, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Makes events of what was added up.</summary>
    public void Report()
    {
        Dictionary<Key, Count> counts;
        lock (_gate)
        {
            (counts, _counts) = (_counts, []);
        }

        foreach (var (key, count) in counts)
        {
            var details = new EventDetails { Quantity = count.Times, OccurredAt = count.FirstAt };
            _door.TryEnterSum($"flag:{key.Flag}={key.Variant}", key.AccountId, key.UserId, in details);
        }
    }

    public void Forget()
    {
        lock (_gate)
        {
            _counts = [];
        }
    }

    /// <summary>Forgets one user's.</summary>
    public void Forget(string userId, string? accountId)
    {
        lock (_gate)
        {
            foreach (var key in _counts.Keys.Where(key => key.UserId == userId && (string.IsNullOrEmpty(accountId) || key.AccountId == accountId)).ToList())
            {
                _counts.Remove(key);
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    private readonly record struct Key(string Flag, string Variant, string? AccountId, string? UserId);

    private readonly struct Count(long times, DateTimeOffset firstAt)
    {
        public long Times { get; } = times;

        public DateTimeOffset FirstAt { get; } = firstAt;
    }
}
