namespace CsTelemetry.Persisting;

/// <summary>Deletes files, and remembers those that could not be deleted. Safe for any number of threads.</summary>
internal sealed class Deletions(IDiskFiles files)
{
    private readonly Gate _gate = new();
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    /// <summary>Gets whether nothing is left to be deleted.</summary>
    public bool AreDone
    {
        get
        {
            lock (_gate)
            {
                return _open.Count == 0;
            }
        }
    }

    /// <summary>Deletes a file, if it is there.</summary>
    /// <returns>Why it has to be done later; null when it is done.</returns>
    public Exception? TryDelete(string name)
    {
        try
        {
            files.Delete(name);
            return null;
        }
        catch (Exception failure) when (DiskTrouble.Is(failure))
        {
            lock (_gate)
            {
                _open.Add(name);
            }

            return failure;
        }
    }

    /// <summary>Leaves a name alone from now on, because a new file is to have it.</summary>
    /// <returns>Whether an earlier file of that name may still be there.</returns>
    public bool Forget(string name)
    {
        lock (_gate)
        {
            return _open.Remove(name);
        }
    }

    /// <summary>Tries again what could not be deleted before; stops at the first failure.</summary>
    /// <exception cref="IOException">A file still cannot be deleted; like every failure that <see cref="DiskTrouble"/> knows.</exception>
    public void Repeat()
    {
        string[] names;
        lock (_gate)
        {
            names = [.. _open];
        }

        foreach (var name in names)
        {
            files.Delete(name);
            Forget(name);
        }
    }
}
