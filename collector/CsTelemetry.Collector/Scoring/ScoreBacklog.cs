using CsTelemetry.ClickHouse.Scores;

namespace CsTelemetry.Collector.Scoring;

/// <summary>
/// Holds what waits to be scored again because one round does not do it all. The earliest day of each tenant is in the store before any of it is worked off: a start, or another
/// collector that takes over, computes all accounts again from there on, which costs more than the accounts that waited and forgets none. Runs alone.
/// </summary>
internal sealed class ScoreBacklog(ScoreKeeping keeping)
{
    // No day before it can be stored, and none has scores.
    private static readonly DateOnly First = DateOnly.FromDateTime(DateTime.UnixEpoch);

    private readonly Dictionary<string, DirtyAccounts> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateOnly> _stored = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _days = new(StringComparer.Ordinal);
    private bool _isRead;

    /// <summary>Gets the tenants of which something waits.</summary>
    public IReadOnlyCollection<string> Tenants => _waiting.Keys;

    /// <summary>Gets how many days wait, of all tenants and models.</summary>
    public long DayCount => _days.Values.Sum(days => (long)days);

    /// <summary>Reads what waited when the last collector ended, once.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (_isRead)
        {
            return;
        }

        foreach (var (tenant, from) in await keeping.BacklogAsync(cancellationToken))
        {
            _waiting[tenant] = new DirtyAccounts();
            _waiting[tenant].AddAll(from);
            _stored[tenant] = from;
        }

        _isRead = true;
    }

    /// <summary>Copies what waits of a tenant.</summary>
    public DirtyAccounts Of(string tenant)
    {
        var copy = new DirtyAccounts();
        if (_waiting.TryGetValue(tenant, out var waiting))
        {
            copy.Add(waiting);
        }

        return copy;
    }

    /// <summary>Puts what waits of a tenant in the place of what did.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="waiting">What waits.</param>
    /// <param name="days">How many days it touches.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task KeepAsync(string tenant, DirtyAccounts waiting, int days, CancellationToken cancellationToken)
    {
        var from = waiting.Earliest < First ? First : waiting.Earliest;
        if (from != (_stored.TryGetValue(tenant, out var known) ? known : null))
        {
            await keeping.WriteBacklogAsync(tenant, from, cancellationToken);
        }

        Drop(tenant);
        if (from is { } earliest)
        {
            (_waiting[tenant], _stored[tenant], _days[tenant]) = (waiting, earliest, days);
        }
        else
        {
            _stored.Remove(tenant);
        }
    }

    /// <summary>Lets go of a tenant whose scores cannot be computed. What is stored stays for the next start.</summary>
    public void Drop(string tenant)
    {
        _waiting.Remove(tenant);
        _days.Remove(tenant);
    }

    /// <summary>Forgets everything: another collector may have worked some of it off.</summary>
    public void Forget()
    {
        _waiting.Clear();
        _stored.Clear();
        _days.Clear();
        _isRead = false;
    }
}
