using System.Collections.Concurrent;

namespace CsTelemetry.Collector.Tenancy;

/// <summary>Remembers in which hour each key was last let in: enough to find those that nobody uses. Thread-safe.</summary>
internal sealed class KeyUsage
{
    private readonly ConcurrentDictionary<string, long> _hours = new(StringComparer.Ordinal);
    private int _changed;

    public void Note(string prefix, DateTimeOffset now)
    {
        var hour = now.UtcTicks / TimeSpan.TicksPerHour;
        if (_hours.TryGetValue(prefix, out var noted) && noted >= hour)
        {
            return;
        }

        _hours[prefix] = hour;
        Interlocked.Exchange(ref _changed, 1);
    }

    /// <summary>Takes what an earlier run noted; what is newer stays.</summary>
    public void Restore(IReadOnlyDictionary<string, DateTimeOffset> noted)
    {
        foreach (var (prefix, at) in noted)
        {
            var hour = at.UtcTicks / TimeSpan.TicksPerHour;
            _hours.AddOrUpdate(prefix, hour, (_, known) => Math.Max(known, hour));
        }
    }

    /// <summary>Gives everything noted if it has changed since it was last taken; else null.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset>? TakeChanged() =>
        Interlocked.Exchange(ref _changed, 0) == 0
            ? null
            : _hours.ToDictionary(pair => pair.Key, pair => new DateTimeOffset(pair.Value * TimeSpan.TicksPerHour, TimeSpan.Zero), StringComparer.Ordinal);
}
