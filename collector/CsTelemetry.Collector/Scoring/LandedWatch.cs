using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Scoring;

/// <summary>
/// Looks for what has landed, of all collectors. A batch counts when it is seen for the second time: an insert of several months is not visible all at once. The mark moves only
/// when what lies before it has been worked off, and is kept in the store: nothing is forgotten by a restart. Runs alone.
/// </summary>
internal sealed class LandedWatch(LandedQueries queries, ScoreKeeping keeping, Books books, TimeProvider time)
{
    // The first events of a collector that has just begun wait so long, too.
    private static readonly TimeSpan LogsFresh = TimeSpan.FromSeconds(15);

    private LogHorizon? _marks;
    private LogHorizon _seen = LogHorizon.None;
    private List<ulong> _logs = [];
    private long _logsAt;
    private long _verified = -1;

    /// <summary>Looks.</summary>
    public async Task<LandedRound> LookAsync(CancellationToken cancellationToken)
    {
        if (_marks is null)
        {
            _marks = await keeping.MarksAsync(cancellationToken);
            _seen = _marks;
        }

        var verified = books.Read().Verified;
        await LearnLogsAsync(cancellationToken);
        if (verified == _verified && _logs.Count <= 1 && _seen.IsSameAs(_marks))
        {
            return new LandedRound(_marks, new Dictionary<string, DirtyAccounts>(), null, HasMore: false);
        }

        var horizon = _seen;
        var rows = await queries.SinceAsync(_logs, _marks, horizon, cancellationToken);
        _verified = verified;
        _seen = horizon.Furthest(new LogHorizon(rows.GroupBy(row => row.Log).ToDictionary(log => log.Key, log => log.Max(row => row.NewestBatch))));
        return new LandedRound(horizon, Collect(rows), rows.Min(row => row.OldestReceivedAt), HasMore: !_seen.IsSameAs(horizon));
    }

    /// <summary>Everything before a round's horizon has been worked off.</summary>
    public async Task DoneAsync(LandedRound round, CancellationToken cancellationToken)
    {
        if (!round.Horizon.IsSameAs(_marks!))
        {
            await keeping.MarkAsync(round.Horizon, cancellationToken);
            _marks = round.Horizon;
        }
    }

    private static Dictionary<string, DirtyAccounts> Collect(List<LandedAccount> rows)
    {
        var dirty = new Dictionary<string, DirtyAccounts>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row.FirstDay is not { } from)
            {
                continue;
            }

            if (!dirty.TryGetValue(row.Tenant, out var accounts))
            {
                dirty[row.Tenant] = accounts = new DirtyAccounts();
            }

            accounts.Add(row.AccountId, from);
        }

        // More than can be named: whoever is not named may be dirty as well.
        if (rows.Count > LandedQueries.MaxAccountCount)
        {
            foreach (var accounts in dirty.Values)
            {
                accounts.AddAll(DateOnly.FromDateTime(DateTime.UnixEpoch));
            }
        }

        return dirty;
    }

    private async Task LearnLogsAsync(CancellationToken cancellationToken)
    {
        if (_logs.Count == 0 || time.GetElapsedTime(_logsAt) >= LogsFresh)
        {
            _logs = [.. (await queries.LogsAsync(cancellationToken)).Union(_marks!.Batches.Keys)];
            _logsAt = time.GetTimestamp();
        }
    }
}
