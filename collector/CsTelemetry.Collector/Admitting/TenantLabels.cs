using System.Collections.Concurrent;

namespace CsTelemetry.Collector.Admitting;

/// <summary>
/// Bounds how many tenants metrics name. The first <see cref="MaxNamedCount"/> are named, and besides the first
/// <see cref="MaxRefusedCount"/> others that were refused something, so that who floods is seen even if it came late.
/// All others are <see cref="Other"/>. A name once given stays, or counters would go back. Thread-safe.
/// </summary>
internal sealed class TenantLabels
{
    public const int MaxNamedCount = 50;
    public const int MaxRefusedCount = 50;

    /// <summary>Is no tenant's id: those begin with a letter.</summary>
    public const string Other = "_other";

    private readonly ConcurrentDictionary<string, string> _named = new(StringComparer.Ordinal);
    private int _first;
    private int _refused;

    public string Of(string tenant, bool wasRefused)
    {
        if (_named.TryGetValue(tenant, out var name))
        {
            return name;
        }

        var hasPlace = TryTakePlace(ref _first, MaxNamedCount) || (wasRefused && TryTakePlace(ref _refused, MaxRefusedCount));
        return hasPlace ? _named.GetOrAdd(tenant, tenant) : Other;
    }

    private static bool TryTakePlace(ref int taken, int most)
    {
        if (Volatile.Read(ref taken) >= most)
        {
            return false;
        }

        return Interlocked.Increment(ref taken) <= most;
    }
}
