using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Landing;

namespace CsTelemetry.ClickHouse.Auditing;

/// <summary>
/// Compares the raw table with the rollup, group by group, finds events that are stored twice, and removes the copies; on a cluster
/// on each shard by itself, where all rows of an account are. A month is a number, year · 100 + month. Assumes that nobody inserts
/// meanwhile. Errors are <see cref="ClickHouseException"/>.
/// </summary>
public sealed class AuditStore
{
    private readonly StoreTopology _topology;
    private readonly AuditSql _sql;

    /// <summary>Makes the audit of a cluster or of one server.</summary>
    public AuditStore(StoreTopology topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        (_topology, _sql) = (topology, new AuditSql(topology.Local("events"), topology.Local("usage_daily")));
    }

    /// <summary>Makes the audit of one server.</summary>
    public AuditStore(ClickHouseClient client)
        : this(StoreTopology.Of(client))
    {
    }

    /// <summary>Lists the months that have events or rollup between two days, both included, oldest first.</summary>
    public async Task<List<int>> MonthsAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var months = await OfEachAsync(shard => shard.QueryAsync(_sql.Months, new() { { "first", first }, { "last", last } }, row => (int)row.ReadUInt32(), cancellationToken), cancellationToken);
        return [.. months.Distinct().Order()];
    }

    /// <summary>Lists the logs, but one, of which the store has events that were received at a moment or later: of the collectors that are at work.</summary>
    public async Task<List<ulong>> OtherLogsAsync(ulong walId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var logs = await OfEachAsync(shard => shard.QueryAsync(_sql.OtherLogs, new() { { "wal_id", walId }, { "since", since.ToUnixTimeMilliseconds() } }, row => row.ReadUInt64(), cancellationToken), cancellationToken);
        return [.. logs.Distinct().Order()];
    }

    /// <summary>Lists the days between two, both included, on which any group of the rollup is not what the raw table says; with the events of the shards on which it is so.</summary>
    public async Task<List<RollupDifference>> DifferencesAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var found = await OfEachAsync(
            shard => shard.QueryAsync(
                _sql.Differences,
                new() { { "first", first }, { "last", last } },
                row => new RollupDifference(row.ReadDate(), (long)row.ReadUInt64(), (long)row.ReadUInt64()),
                cancellationToken),
            cancellationToken);
        return [.. found.GroupBy(one => one.Day).OrderBy(day => day.Key).Select(day => new RollupDifference(day.Key, day.Sum(one => one.RawEvents), day.Sum(one => one.RolledUpEvents)))];
    }

    /// <summary>Finds the events of a month that are stored more than once, by (tenant, client instance, sequence), and notes them for <see cref="RemoveDuplicatesAsync"/>.</summary>
    public async Task<DuplicateCount> FindDuplicatesAsync(int month, CancellationToken cancellationToken)
    {
        var counts = await OfEachAsync<DuplicateCount>(async shard => [await shard.FindDuplicatesAsync(month, cancellationToken)], cancellationToken);
        return new DuplicateCount(counts.Sum(one => one.Identities), counts.Sum(one => one.Surplus), counts.Sum(one => one.AcrossLogs), counts.Sum(one => one.Conflicts));
    }

    /// <summary>Lists the months that hold the rows that were found: the month itself, and the next one when a copy was given a later day.</summary>
    public async Task<List<int>> TouchedMonthsAsync(int month, CancellationToken cancellationToken)
    {
        var months = await OfEachAsync(shard => shard.TouchedMonthsAsync(month, cancellationToken), cancellationToken);
        return [.. months.Distinct().Order()];
    }

    /// <summary>
    /// Lays one of those months out anew without the copies, aside, and swaps it in at once; of each event stays what came first. The rollup of
    /// that month must then be rebuilt. Returns how many rows went.
    /// </summary>
    public async Task<long> RemoveDuplicatesAsync(int month, int touched, CancellationToken cancellationToken)
    {
        var removed = await OfEachAsync<long>(async shard => [await shard.RemoveDuplicatesAsync(month, touched, cancellationToken)], cancellationToken);
        return removed.Sum();
    }

    /// <summary>Forgets what was found.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        foreach (var shard in _topology.Shards)
        {
            await new ShardAudit(shard, _sql).EndAsync(cancellationToken);
        }
    }

    private async Task<List<T>> OfEachAsync<T>(Func<ShardAudit, Task<List<T>>> ask, CancellationToken cancellationToken)
    {
        var all = new List<T>();
        foreach (var shard in _topology.Shards)
        {
            await _topology.CatchUpAsync(shard, "events", cancellationToken);
            await _topology.CatchUpAsync(shard, "usage_daily", cancellationToken);
            all.AddRange(await ask(new ShardAudit(shard, _sql)));
        }

        return all;
    }
}
