namespace CsTelemetry.ClickHouse.Landing;

/// <summary>The statements of landing. Each is about the rows of one server: a cluster's shards are asked one by one.</summary>
internal static class LandingSql
{
    public const string Ordering = "tenant, account_id, kind, feature, day, user_id, platform, actor_kind";

    // A part of its own engine, whatever engine the rollup has: a partition moves from plain to replicated tables.
    private const string StageEngine = $"ENGINE = AggregatingMergeTree PARTITION BY (toYYYYMM(day), wal_id) ORDER BY ({Ordering})";

    public const string Life =
        """
        SELECT toInt64(now()) - toInt64(uptime()) AS started_at, toInt64(sum(value)) AS queries
        FROM system.events
        WHERE event = 'Query'
        """;

    public static string Count(string events) =>
        $$"""
        SELECT wal_batch, toUInt32(toYYYYMM(day)) AS month, count() AS landed
        FROM {{events}}
        WHERE wal_id = {wal_id:UInt64} AND wal_batch IN {batches:Array(UInt64)} AND day BETWEEN {first_day:Date} AND {last_day:Date}
        GROUP BY wal_batch, month
        """;

    /// <param name="events">The raw table.</param>
    /// <param name="rollup">The rollup.</param>
    /// <param name="ofOneLog">Whether only what came through the log <c>wal_id</c> is compared.</param>
    public static string Compare(string events, string rollup, bool ofOneLog)
    {
        // Of one log, groups are days and nothing else: the server counts those in a small array instead of a hash table.
        var log = ofOneLog ? " AND wal_id = {wal_id:UInt64}" : "";
        var group = ofOneLog ? "day" : "day, wal_id";
        return
            $$"""
            SELECT day, sum(raw) AS raw_events, sum(rolled_up) AS rolled_up_events
            FROM
            (
                SELECT {{group}}, count() AS raw, toUInt64(0) AS rolled_up FROM {{events}} WHERE day IN {days:Array(Date)}{{log}} GROUP BY {{group}}
                UNION ALL
                SELECT {{group}}, toUInt64(0) AS raw, sum(events) AS rolled_up FROM {{rollup}} WHERE day IN {days:Array(Date)}{{log}} GROUP BY {{group}}
            )
            GROUP BY {{group}}
            HAVING raw_events != rolled_up_events
            ORDER BY day
            """;
    }

    public static string Delete(string events) =>
        $$"""
        ALTER TABLE {{events}} DELETE
        WHERE wal_id = {wal_id:UInt64} AND wal_batch = {batch:UInt64} AND toYYYYMM(day) = {month:UInt32}
        SETTINGS mutations_sync = 1
        """;

    public static string Logs(string events, string rollup) =>
        $$"""
        SELECT DISTINCT wal_id
        FROM
        (
            SELECT DISTINCT wal_id FROM {{events}} WHERE toYYYYMM(day) = {month:UInt32}
            UNION ALL
            SELECT DISTINCT wal_id FROM {{rollup}} WHERE toYYYYMM(day) = {month:UInt32}
        )
        ORDER BY wal_id
        """;

    public static string MakeStage(string stage, string rollup) => $"CREATE TABLE {stage} AS {rollup} {StageEngine}";

    public static string DropStage(string stage) => $"DROP TABLE IF EXISTS {stage} SYNC";

    // The same sums as the materialized view and its target's engine make; a test holds the two together.
    public static string Stage(string stage, string events, string except) =>
        $$"""
        INSERT INTO {{stage}}
        SELECT {{Ordering}},
               count(), sum(quantity), sum(duration_ms), sum(value), min(occurred_at), max(occurred_at), wal_id
        FROM {{events}}
        WHERE toYYYYMM(day) = {month:UInt32} AND wal_id = {wal_id:UInt64} AND day >= {first:Date}{{except}}
        GROUP BY {{Ordering}}, wal_id
        """;

    // Days of which events have expired are known to the rollup alone.
    public static string StageExpired(string stage, string rollup) =>
        $$"""
        INSERT INTO {{stage}}
        SELECT * FROM {{rollup}} WHERE toYYYYMM(day) = {month:UInt32} AND wal_id = {wal_id:UInt64} AND day < {first:Date}
        """;

    public static string CountStage(string stage) => $"SELECT count() FROM {stage}";

    // Newer servers refuse to replace a partition by nothing. A partition cannot be a parameter; these are numbers.
    public static string Swap(string rollup, string stage, int month, ulong walId, bool isEmpty) => isEmpty
        ? $"ALTER TABLE {rollup} DROP PARTITION ({month}, {walId})"
        : $"ALTER TABLE {rollup} REPLACE PARTITION ({month}, {walId}) FROM {stage}";
}
