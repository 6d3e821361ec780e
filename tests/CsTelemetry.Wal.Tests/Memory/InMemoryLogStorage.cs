using CsTelemetry.Wal.Storage;

namespace CsTelemetry.Wal.Tests.Memory;

/// <summary>Is a directory that forgets what was not fsynced, runs full, and fails when told to.</summary>
internal sealed class InMemoryLogStorage : ILogStorage
{
    private const int NoSpaceCode = 28;

    private readonly List<Action<SortedDictionary<string, MemoryContent>>> _unsynced = [];
    private readonly SortedDictionary<string, MemoryContent> _durableNames = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, MemoryContent> _names = new(StringComparer.Ordinal);
    private bool _isLocked;

    public Lock Gate { get; } = new();

    public string Location => "memory";

    public FaultPlan Faults { get; } = new();

    public int Incarnation { get; private set; }

    /// <summary>Gets or sets what runs, outside of all locks, before each fsync of a file.</summary>
    public Action? BeforeSync { get; set; }

    public long CapacityBytes { get; set; } = long.MaxValue;

    public long FreeBytes => CapacityBytes - _names.Values.Sum(content => (long)content.Current.Length);

    public static void ThrowIf(FaultKind? fault)
    {
        if (fault is { } kind)
        {
            throw kind == FaultKind.NoSpace
                ? new IOException("No space left on device.", NoSpaceCode)
                : new IOException($"Injected: {kind}.");
        }
    }

    public void ThrowIfDead(int incarnation)
    {
        if (incarnation != Incarnation)
        {
            throw new IOException("The process that opened this is dead.");
        }
    }

    /// <summary>Ends the process: what it wrote stays visible, what it held is free.</summary>
    public void Kill()
    {
        lock (Gate)
        {
            Incarnation++;
            _isLocked = false;
            Faults.Disarm();
        }
    }

    /// <summary>Ends the machine: of what was not fsynced, files and names, any part is lost.</summary>
    public void PowerLoss(Random dice)
    {
        Kill();
        lock (Gate)
        {
            var mode = dice.Next(3);
            foreach (var change in _unsynced.Where(_ => mode == 1 || (mode == 2 && dice.Next(2) == 0)))
            {
                change(_durableNames);
            }

            _unsynced.Clear();
            _names.Clear();
            foreach (var (name, content) in _durableNames)
            {
                content.PowerLoss(dice);
                _names.Add(name, content);
            }
        }
    }

    public MemoryContent Content(string name) => _names[name];

    public IDisposable Lock()
    {
        lock (Gate)
        {
            if (_isLocked)
            {
                throw new IOException($"The write-ahead log in '{Location}' is locked.");
            }

            _isLocked = true;
            return new Release(this, Incarnation);
        }
    }

    public IReadOnlyList<LogFileEntry> List()
    {
        lock (Gate)
        {
            ThrowIf(Faults.Step(needsRoom: false));
            return [.. _names.Select(pair => new LogFileEntry(pair.Key, pair.Value.Current.Length))];
        }
    }

    public ILogFile Create(string name)
    {
        lock (Gate)
        {
            ThrowIf(Faults.Step(needsRoom: true));
            if (_names.TryGetValue(name, out var existing))
            {
                existing.SetLength(0);
                return new MemoryFile(this, existing);
            }

            var content = new MemoryContent();
            Change(names => names[name] = content);
            return new MemoryFile(this, content);
        }
    }

    public ILogFile OpenRead(string name) => Open(name);

    public ILogFile OpenWrite(string name) => Open(name);

    public void Rename(string from, string to)
    {
        lock (Gate)
        {
            ThrowIf(Faults.Step(needsRoom: true));
            var content = Find(from);
            Change(names =>
            {
                names.Remove(from);
                names[to] = content;
            });
        }
    }

    public void Delete(string name)
    {
        lock (Gate)
        {
            ThrowIf(Faults.Step(needsRoom: false));
            Change(names => names.Remove(name));
        }
    }

    public void SyncDirectory()
    {
        lock (Gate)
        {
            ThrowIf(Faults.Step(needsRoom: true));
            foreach (var change in _unsynced)
            {
                change(_durableNames);
            }

            _unsynced.Clear();
        }
    }

    private MemoryFile Open(string name)
    {
        lock (Gate)
        {
            ThrowIf(Faults.Step(needsRoom: false));
            return new MemoryFile(this, Find(name));
        }
    }

    private MemoryContent Find(string name) =>
        _names.TryGetValue(name, out var content) ? content : throw new FileNotFoundException("No such file.", name);

    private void Change(Action<SortedDictionary<string, MemoryContent>> change)
    {
        change(_names);
        _unsynced.Add(change);
    }

    private sealed class Release(InMemoryLogStorage storage, int incarnation) : IDisposable
    {
        public void Dispose()
        {
            lock (storage.Gate)
            {
                storage._isLocked &= incarnation != storage.Incarnation;
            }
        }
    }
}
