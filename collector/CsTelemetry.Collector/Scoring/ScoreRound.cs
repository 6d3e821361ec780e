using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Scoring;

/// <summary>One round: looks for what has changed, and computes what follows from it. May be repeated from any point. Runs alone.</summary>
internal sealed class ScoreRound(
    LandedWatch landed,
    KnowledgeWatch knowledge,
    ErasureWatch erasures,
    LandedQueries queries,
    TenantScoring scoring,
    ScoreBacklog backlog,
    Books books,
    ScoringOptions options,
    ScoreMetrics metrics,
    TimeProvider time)
{
    private static readonly TimeSpan TenantsFresh = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, DirtyAccounts> _pending = new(StringComparer.Ordinal);
    private readonly HashSet<string> _filled = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, DateOnly> _tenants = new Dictionary<string, DateOnly>();
    private long? _tenantsAt;
    private long? _sweptAt;
    private long _changedAt;
    private (long Verified, long At)? _looked;

    /// <summary>Runs it.</summary>
    /// <returns>Whether there may be more to do at once.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var look = (books.Read().Verified, At: time.GetTimestamp());
        await backlog.ReadAsync(cancellationToken);
        var round = await landed.LookAsync(cancellationToken);
        var dirty = round.Dirty.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        Join(_pending, knowledge.Drain());
        Join(_pending, await erasures.LookAsync(cancellationToken));
        Join(dirty, _pending);
        if (round.Horizon.Batches.Count == 0)
        {
            // Nothing is known to be complete yet, or there is nothing.
            IsCurrent(round.HasMore ? null : look, look);
            return false;
        }

        metrics.Dirty(dirty.Values.Sum(accounts => (long)accounts.Count));
        await LearnTenantsAsync(dirty.Keys, cancellationToken);
        foreach (var tenant in IsSweepDue() ? [.. _tenants.Keys] : _tenants.Keys.Intersect(dirty.Keys.Union(backlog.Tenants)).ToList())
        {
            await scoring.RunDueAsync(tenant, dirty.GetValueOrDefault(tenant) ?? new DirtyAccounts(), round.Horizon, cancellationToken);
        }

        _pending.Clear();
        await landed.DoneAsync(round, cancellationToken);
        if (round.OldestReceivedAt is { } oldest)
        {
            metrics.WorkedOff(oldest);
        }

        metrics.Dirty(0);
        metrics.Waiting(backlog.DayCount);
        var waits = backlog.Tenants.Any(_tenants.ContainsKey);
        if (dirty.Count > 0 || round.HasMore || waits)
        {
            _changedAt = time.GetTimestamp();
            _filled.Clear();
        }

        // A batch counts when it is seen twice, some time apart: while one is new, nothing goes on at once.
        IsCurrent(round.HasMore ? _looked : look, look);
        if (dirty.Count > 0 || round.HasMore)
        {
            return waits && !round.HasMore;
        }

        return waits || await FillAsync(round.Horizon, cancellationToken);
    }

    /// <summary>Forgets what waits, and reads it again: another collector may have worked some of it off.</summary>
    public void ForgetBacklog() => backlog.Forget();

    // While batches follow each other there is always one that was seen once; everything from before the look before has been worked off.
    private void IsCurrent((long Verified, long At)? current, (long Verified, long At) look)
    {
        if (current is { } known)
        {
            metrics.Current(known.Verified, known.At);
        }

        _looked = look;
    }

    // Of a tenant of which nothing changed a day may have ended, or be to be frozen; or it has published a model.
    private bool IsSweepDue()
    {
        if (_sweptAt is { } at && time.GetElapsedTime(at) < SweepInterval)
        {
            return false;
        }

        _sweptAt = time.GetTimestamp();
        return true;
    }

    // One day at a time, so that what is new never waits for what is old.
    private async Task<bool> FillAsync(LogHorizon horizon, CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(_changedAt) < options.BackfillQuiet)
        {
            return false;
        }

        foreach (var (tenant, firstDay) in _tenants.Where(tenant => !_filled.Contains(tenant.Key)))
        {
            if (await scoring.FillAsync(tenant, firstDay, horizon, cancellationToken))
            {
                return true;
            }

            _filled.Add(tenant);
        }

        return false;
    }

    private async Task LearnTenantsAsync(IEnumerable<string> dirty, CancellationToken cancellationToken)
    {
        if (_tenantsAt is not { } at || time.GetElapsedTime(at) >= TenantsFresh || dirty.Any(tenant => !_tenants.ContainsKey(tenant)))
        {
            _tenants = await queries.TenantsAsync(cancellationToken);
            _tenantsAt = time.GetTimestamp();
            _filled.Clear();
        }
    }

    private static void Join(Dictionary<string, DirtyAccounts> all, IReadOnlyDictionary<string, DirtyAccounts> more)
    {
        foreach (var (tenant, accounts) in more)
        {
            if (all.TryGetValue(tenant, out var known))
            {
                known.Add(accounts);
            }
            else
            {
                all[tenant] = accounts;
            }
        }
    }
}
