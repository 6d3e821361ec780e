using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Notices that somebody has been erased: the scores of the last days are then computed again without them. Runs alone.</summary>
internal sealed class ErasureWatch(LandedQueries queries, Portfolios portfolios, CompleteDays days, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private DateTimeOffset? _through;
    private long _at;

    /// <summary>Looks, now and then.</summary>
    public async Task<IReadOnlyDictionary<string, DirtyAccounts>> LookAsync(CancellationToken cancellationToken)
    {
        var dirty = new Dictionary<string, DirtyAccounts>(StringComparer.Ordinal);
        if (_through is not null && time.GetElapsedTime(_at) < Interval)
        {
            return dirty;
        }

        _through ??= time.GetUtcNow();
        _at = time.GetTimestamp();
        foreach (var (tenant, doneAt) in await queries.ErasedAsync(_through.Value, cancellationToken))
        {
            _through = doneAt > _through ? doneAt : _through;
            portfolios.Forget(tenant);
            var accounts = new DirtyAccounts();
            accounts.AddAll((await days.NewestAsync(tenant, cancellationToken)).AddDays(1 - (int)CompleteDays.ProvisionalFor.TotalDays));
            dirty[tenant] = accounts;
        }

        return dirty;
    }
}
