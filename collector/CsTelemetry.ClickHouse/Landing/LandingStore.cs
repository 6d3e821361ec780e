using CsTelemetry.ClickHouse.Native;

namespace CsTelemetry.ClickHouse.Landing;

/// <summary>
/// Puts frozen batches into the raw table and finds out whether they are really there, and in the rollup. A token is
/// no proof of landing: ClickHouse notes it before the part is committed, so what matters is what can be counted.
/// The repairs assume that nobody else inserts while they run. Thread-safe otherwise; errors are <see cref="ClickHouseException"/>.
/// </summary>
public sealed class LandingStore(ClickHouseClient client)
{
    private const string EventsTable = "events";

    private const string CountSql =
        """
        SELECT wal_batch, toUInt32(toYYYYMM(day)) AS month, count() AS landed
        FROM events
        WHERE wal_id = {wal_id:UInt64} AND wal_batch IN {batches:Array(UInt64)} AND day BETWEEN {first_day:Date} AND {last_day:Date}
        GROUP BY wal_batch, month
        """;

    private const string CompareSql =
        """
        SELECT day, sum(raw) AS raw_events, sum(rolled_up) AS rolled_up_events
        FROM
        (
            SELECT day, count() AS raw, toUInt64(0) AS rolled_up FROM events WHERE day IN {days:Array(Date)} GROUP BY day
            UNION ALL
            SELECT day, toUInt64(0) AS raw, sum(events) AS rolled_up FROM usage_daily WHERE day IN {days:Array(Date)} GROUP BY day
        )
        GROUP BY day
        HAVING raw_events != rolled_up_events
        ORDER BY day
        """;

    private const string LifeSql =
        """
        SELECT toInt64(now()) - toInt64(uptime()) AS started_at, toInt64(sum(value)) AS queries
        FROM system.events
        WHERE event = 'Query'
        """;

    private const string DeleteSql =
        """
        ALTER TABLE events DELETE
        WHERE wal_id = {wal_id:UInt64} AND wal_batch = {batch:UInt64} AND toYYYYMM(day) = {month:UInt32}
        SETTINGS mutations_sync = 1
        """;

    // The same sums as the materialized view and its target's engine make; a test holds the two together.
    private const string StageSql =
        """
        INSERT INTO usage_daily_rebuild
        SELECT tenant, account_id, kind, feature, day, user_id, platform, actor_kind,
               count(), sum(quantity), sum(duration_ms), sum(value), min(occurred_at), max(occurred_at)
        FROM events
        WHERE toYYYYMM(day) = {month:UInt32}
        GROUP BY tenant, account_id, kind, feature, day, user_id, platform, actor_kind
        """;

    /// <summary>Inserts a block. The same block with the same token, sent again, lands once.</summary>
    public Task InsertAsync(NativeBlock block, string token, CancellationToken cancellationToken) =>
        client.InsertNativeAsync(EventsTable, block, token, cancellationToken);

    /// <summary>Counts what the raw table holds of the batches, between two days (both included).</summary>
    public Task<List<LandedCount>> CountAsync(
        ulong walId, IEnumerable<ulong> batches, DateOnly firstDay, DateOnly lastDay, CancellationToken cancellationToken) =>
        client.QueryAsync(
            CountSql,
            new ClickHouseParameters { { "wal_id", walId }, { "batches", batches }, { "first_day", firstDay }, { "last_day", lastDay } },
            row => new LandedCount(row.ReadUInt64(), (int)row.ReadUInt32(), (long)row.ReadUInt64()),
            cancellationToken);

    /// <summary>Lists those of the days on which the rollup and the raw table differ.</summary>
    public Task<List<RollupDifference>> CompareRollupAsync(IEnumerable<DateOnly> days, CancellationToken cancellationToken) =>
        client.QueryAsync(
            CompareSql,
            new ClickHouseParameters { { "days", days } },
            row => new RollupDifference(row.ReadDate(), (long)row.ReadUInt64(), (long)row.ReadUInt64()),
            cancellationToken);

    /// <summary>Removes what the raw table holds of a batch in a month. The rollup of the month must then be rebuilt.</summary>
    public Task DeleteAsync(ulong walId, ulong batch, int month, CancellationToken cancellationToken) =>
        client.ExecuteAsync(
            DeleteSql,
            new ClickHouseParameters { { "wal_id", walId }, { "batch", batch }, { "month", (long)month } },
            cancellationToken);

    /// <summary>Asks the server which of its lives this is.</summary>
    public async Task<ServerLife> LifeAsync(CancellationToken cancellationToken)
    {
        var rows = await client.QueryAsync(
            LifeSql, null, row => new ServerLife(DateTimeOffset.FromUnixTimeSeconds(row.ReadInt64()), row.ReadInt64()), cancellationToken);
        return rows[0];
    }

    /// <summary>Computes a month of the rollup anew from the raw table, aside, and swaps it in at once.</summary>
    /// <param name="month">The month, as year · 100 + month: the rollup's partition.</param>
    /// <param name="cancellationToken">Ends it; what was there stays.</param>
    public async Task RebuildRollupAsync(int month, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 197001);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 214912);
        await client.ExecuteAsync("DROP TABLE IF EXISTS usage_daily_rebuild SYNC", null, cancellationToken);
        await client.ExecuteAsync("CREATE TABLE usage_daily_rebuild AS usage_daily", null, cancellationToken);
        await client.ExecuteAsync(StageSql, new ClickHouseParameters { { "month", (long)month } }, cancellationToken);

        // Newer servers refuse to replace a partition by nothing. A partition cannot be a parameter; it is a number
        // that was checked above.
        var staged = await client.QueryAsync("SELECT count() FROM usage_daily_rebuild", null, row => row.ReadUInt64(), cancellationToken);
        var change = staged[0] == 0 ? $"DROP PARTITION {month}" : $"REPLACE PARTITION {month} FROM usage_daily_rebuild";
        await client.ExecuteAsync($"ALTER TABLE usage_daily {change}", null, cancellationToken);
        await client.ExecuteAsync("DROP TABLE usage_daily_rebuild SYNC", null, cancellationToken);
    }
}
