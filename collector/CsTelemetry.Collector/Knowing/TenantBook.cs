using CsTelemetry.ClickHouse.Knowledge;

namespace CsTelemetry.Collector.Knowing;

/// <summary>Keeps one tenant's state. Whoever changes it holds <see cref="Gate"/>; reading the state takes no lock.</summary>
internal sealed class TenantBook(string tenant) : IDisposable
{
    // How long a row may be on its way: of another collector, which counts by a clock of its own.
    private const long RecentMicroseconds = 60_000_000;

    private readonly HashSet<long> _recent = [];
    private volatile KnowledgeState? _state;
    private long _recentFrom;
    private long _lastTaken;

    public string Tenant => tenant;

    /// <summary>Gets what only one may hold at a time.</summary>
    public SemaphoreSlim Gate { get; } = new(1);

    /// <summary>Gets the state; null until it is loaded.</summary>
    public KnowledgeState? State => _state;

    /// <summary>Gets or sets how many callers are using it now. Guarded by the book of all tenants.</summary>
    public int Users { get; set; }

    /// <summary>Gets or sets when it was last asked for. Guarded by the book of all tenants.</summary>
    public long UsedAt { get; set; }

    /// <summary>Gets the version after which rows may have come in since that this collector has not seen.</summary>
    public long SeenThrough => Math.Max(_recentFrom, (_state?.NewestVersion ?? 0) - RecentMicroseconds);

    /// <summary>Takes numbers for versions that nobody had before, also not for a write that failed: its rows may be on their way.</summary>
    /// <param name="least">The least number to begin with.</param>
    /// <param name="count">How many.</param>
    /// <returns>The first of them.</returns>
    public long TakeVersions(long least, int count)
    {
        var first = Math.Max(least, Math.Max(_lastTaken, _state?.NewestVersion ?? 0) + 1);
        _lastTaken = first + count - 1;
        return first;
    }

    public void Dispose() => Gate.Dispose();

    /// <summary>Sets what was read whole.</summary>
    public void Load(KnowledgeState state)
    {
        _recent.Clear();
        _recentFrom = state.NewestVersion;
        _state = state;
    }

    /// <summary>Takes rows in that it has not seen yet, and returns what is different.</summary>
    public IReadOnlyList<KnowledgeChange> Add(IEnumerable<KnowledgeRow> rows)
    {
        var builder = new KnowledgeStateBuilder(tenant, _state!);
        foreach (var row in rows)
        {
            if (_recent.Add(row.Version))
            {
                builder.Add(row);
            }
        }

        var (state, changes) = builder.Build();
        _state = state;
        Forget();
        return changes;
    }

    private void Forget()
    {
        var from = SeenThrough;
        _recent.RemoveWhere(version => version <= from);
        _recentFrom = from;
    }
}
