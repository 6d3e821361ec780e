using System.Collections.Concurrent;
using CsTelemetry.Collector.Wire;

namespace CsTelemetry.Collector.Validating;

/// <summary>
/// Counts different names, by hashes, of the last one to two days: two generations, of which the elder is forgotten when
/// the younger has lasted a day. Thread-safe; asking after a name seen today takes no lock.
/// </summary>
internal sealed class NameSet(int limit, TimeProvider time)
{
    private static readonly TimeSpan Generation = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private DateTimeOffset _since = time.GetUtcNow();
    private ConcurrentDictionary<ulong, byte> _old = new();
    private volatile ConcurrentDictionary<ulong, byte> _young = new();
    private int _count;

    /// <summary>Notes the name. False if it is new and there are as many as there may be.</summary>
    public bool Admits(ReadOnlySpan<byte> name)
    {
        var hash = Utf8Hash.Of(name);
        return _young.ContainsKey(hash) || Add(hash);
    }

    /// <summary>Begins a new generation if the younger has lasted long enough; call it now and then.</summary>
    public void Age()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (now - _since >= Generation || now < _since)
            {
                (_old, _young, _count, _since) = (_young, new(), 0, now);
            }
        }
    }

    private bool Add(ulong hash)
    {
        lock (_gate)
        {
            // What was in use yesterday is no new name, however many there are.
            if (_count >= limit && !_old.ContainsKey(hash) && !_young.ContainsKey(hash))
            {
                return false;
            }

            _count += _young.TryAdd(hash, 0) ? 1 : 0;
            return true;
        }
    }
}
