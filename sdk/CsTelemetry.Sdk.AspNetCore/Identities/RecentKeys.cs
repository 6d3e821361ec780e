namespace CsTelemetry.AspNetCore.Identities;

/// <summary>
/// Remembers keys for a window after they were last seen, in two generations, so that memory is bounded and forgetting
/// costs nothing: a key is known for one to two windows, or until as many other keys came as fit in one generation.
/// Safe for any number of threads.
/// </summary>
internal sealed class RecentKeys(TimeSpan window, int generationSize, TimeProvider time)
{
    private readonly object _gate = new();
    private HashSet<string> _young = new(StringComparer.Ordinal);
    private HashSet<string> _old = new(StringComparer.Ordinal);
    private long _since = time.GetTimestamp();

    /// <summary>Remembers the key, and says whether it was new.</summary>
    public bool IsNew(string key)
    {
        lock (_gate)
        {
            Age();
            if (!_young.Add(key))
            {
                return false;
            }

            return !_old.Contains(key);
        }
    }

    private void Age()
    {
        var age = time.GetElapsedTime(_since);
        if (age < window && _young.Count < generationSize)
        {
            return;
        }

        // After two windows of silence nothing of the past is recent.
        _old = age >= window + window ? new(StringComparer.Ordinal) : _young;
        _young = new(StringComparer.Ordinal);
        _since = time.GetTimestamp();
    }
}
