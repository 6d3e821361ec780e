using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Admitting;

/// <summary>One tenant's buckets, by the settings in force. Thread-safe.</summary>
internal sealed class TenantQuota
{
    private readonly Lock _gate = new();
    private readonly TokenBucket _events;
    private readonly TokenBucket _bytes;
    private TenantOptions _options;

    public TenantQuota(TenantOptions options, TimeSpan now)
    {
        _options = options;
        _events = new TokenBucket(options.EventsPerSecond, options.Burst, now);
        _bytes = new TokenBucket(options.BytesPerSecond, options.Burst, now);
    }

    /// <summary>Tells how long the tenant must wait before anything more is taken; zero if it need not.</summary>
    public TimeSpan Wait(TenantOptions options, TimeSpan now)
    {
        lock (_gate)
        {
            Follow(options, now);
            return Longer(_events.WaitAt(now), _bytes.WaitAt(now));
        }
    }

    /// <summary>Takes bytes if both buckets have something. Zero if it did; else how long to wait, and nothing was taken.</summary>
    public TimeSpan TakeBytes(TenantOptions options, long bytes, TimeSpan now)
    {
        lock (_gate)
        {
            Follow(options, now);
            var wait = Longer(_events.WaitAt(now), _bytes.WaitAt(now));
            _bytes.Take(wait == TimeSpan.Zero ? bytes : 0);
            return wait;
        }
    }

    /// <summary>Takes events if their bucket has something. Zero if it did; else how long to wait, and nothing was taken.</summary>
    public TimeSpan TakeEvents(TenantOptions options, int events, TimeSpan now)
    {
        lock (_gate)
        {
            Follow(options, now);
            var wait = _events.WaitAt(now);
            _events.Take(wait == TimeSpan.Zero ? events : 0);
            return wait;
        }
    }

    private void Follow(TenantOptions options, TimeSpan now)
    {
        if (ReferenceEquals(options, _options))
        {
            return;
        }

        _options = options;
        _events.Change(options.EventsPerSecond, options.Burst, now);
        _bytes.Change(options.BytesPerSecond, options.Burst, now);
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
