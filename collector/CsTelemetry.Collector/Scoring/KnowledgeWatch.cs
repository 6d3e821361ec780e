using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.Collector.Knowing;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Collects which accounts must be scored again because something else is known of them, or of the product. Thread-safe.</summary>
internal sealed class KnowledgeWatch : IDisposable
{
    /// <summary>How many changes are told apart; beyond, all accounts of their tenants are scored again.</summary>
    private const int MaxAccountCount = 100_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DirtyAccounts> _dirty = new(StringComparer.Ordinal);
    private readonly IDisposable _listening;

    public KnowledgeWatch(KnowledgeFeed feed) => _listening = feed.Listen(Take);

    public void Dispose() => _listening.Dispose();

    /// <summary>Hands over what has been collected since the last time.</summary>
    public Dictionary<string, DirtyAccounts> Drain()
    {
        lock (_gate)
        {
            var drained = new Dictionary<string, DirtyAccounts>(_dirty, StringComparer.Ordinal);
            _dirty.Clear();
            return drained;
        }
    }

    private void Take(IReadOnlyList<KnowledgeChange> changes)
    {
        lock (_gate)
        {
            foreach (var change in changes)
            {
                Take(change);
            }
        }
    }

    private void Take(KnowledgeChange change)
    {
        if (!Matters(change))
        {
            return;
        }

        if (!_dirty.TryGetValue(change.Tenant, out var accounts))
        {
            _dirty[change.Tenant] = accounts = new DirtyAccounts();
        }

        Add(accounts, change);
    }

    /// <summary>Adds whom changes of a tenant touch, and from which day on.</summary>
    public static void Add(DirtyAccounts accounts, IEnumerable<KnowledgeChange> changes)
    {
        foreach (var change in changes.Where(Matters))
        {
            Add(accounts, change);
        }
    }

    private static bool Matters(KnowledgeChange change) =>
        change.FirstDayAffected != DateOnly.MaxValue && (change.IsOfEverything || change.Key.Kind != KnowledgeKind.Release);

    private static void Add(DirtyAccounts accounts, KnowledgeChange change)
    {
        var from = change.FirstDayAffected ?? DateOnly.FromDateTime(DateTime.UnixEpoch);
        if (!change.IsOfEverything && change.Key.Kind is KnowledgeKind.Account or KnowledgeKind.User && accounts.Count < MaxAccountCount)
        {
            accounts.Add(change.Key.AccountId, from);
        }
        else
        {
            accounts.AddAll(from);
        }
    }
}
