namespace CsTelemetry.ClickHouse.Auditing;

/// <summary>The statements of an audit of one server's own rows, month by month, and of their repair. Immutable.</summary>
/// <param name="events">The raw table that holds them.</param>
/// <param name="rollup">The rollup that holds theirs.</param>
internal sealed class AuditSql(string events, string rollup)
{
    private const string RollupKey = "tenant, account_id, kind, feature, day, user_id, platform, actor_kind";
    private const string Identity = "tenant, client_instance_id, sequence";

    // Everything that a client says about an event but its times, which a retry may correct otherwise.
    private const string Content =
        "sipHash128(kind, account_id, user_id, feature, session_id, platform, actor_kind, quantity, value, duration_ms, application, environment, toString(properties))";

    // A group-by of a large month goes to disk instead of over the server's memory limit.
    private const string OnDisk = "max_bytes_before_external_group_by = 200000000, max_bytes_before_external_sort = 200000000";
    private const string Window = "day BETWEEN {first:Date} AND {window_end:Date}";
    private const string Doubled = $"({Identity}) IN (SELECT {Identity} FROM audit_duplicates WHERE month = {{month:UInt32}})";
    private const string Staging = "events_rebuild";
    private const string NotAgain = "SETTINGS insert_deduplicate = 0";

    public string Months { get; } =
        $$"""
        SELECT DISTINCT toUInt32(toYYYYMM(day)) AS month
        FROM (SELECT DISTINCT day FROM {{events}} UNION ALL SELECT DISTINCT day FROM {{rollup}})
        WHERE day BETWEEN {first:Date} AND {last:Date}
        ORDER BY month
        """;

    public string OtherLogs { get; } =
        $$"""
        SELECT DISTINCT wal_id
        FROM {{events}}
        WHERE wal_id != {wal_id:UInt64} AND received_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
        """;

    // A difference in any group of any key shows in the digest, also where the day's sums agree. Sums of floating-point
    // values depend on their order and are left out.
    public string Differences { get; } =
        $$"""
        SELECT day, sumIf(counted, side = 0) AS raw_events, sumIf(counted, side = 1) AS rolled_up_events
        FROM
        (
            SELECT 0 AS side, day, count() AS counted,
                   sipHash64({{RollupKey}}, count(), sum(quantity), sum(duration_ms), min(occurred_at), max(occurred_at)) AS digest
            FROM {{events}} WHERE day BETWEEN {first:Date} AND {last:Date} GROUP BY {{RollupKey}}
            UNION ALL
            SELECT 1 AS side, day, sum(events) AS counted,
                   sipHash64({{RollupKey}}, sum(events), sum(quantity), sum(duration_ms), min(first_at), max(last_at)) AS digest
            FROM {{rollup}} WHERE day BETWEEN {first:Date} AND {last:Date} GROUP BY {{RollupKey}}
        )
        GROUP BY day
        HAVING raw_events != rolled_up_events OR groupBitXorIf(digest, side = 0) != groupBitXorIf(digest, side = 1)
        ORDER BY day
        SETTINGS {{OnDisk}}
        """;

    public const string CreateDuplicates =
        """
        CREATE TABLE IF NOT EXISTS audit_duplicates (month UInt32, tenant String, client_instance_id UInt64, sequence UInt64)
        ENGINE = MergeTree ORDER BY (month, tenant, client_instance_id, sequence)
        """;

    public const string DropDuplicates = "DROP TABLE IF EXISTS audit_duplicates SYNC";

    // An event that came twice may have been given two days, when its time was corrected otherwise: so two days more
    // are looked at, and what is found belongs to the earlier month.
    public string FindDuplicates { get; } =
        $$"""
        INSERT INTO audit_duplicates
        SELECT {month:UInt32}, {{Identity}}
        FROM {{events}}
        WHERE {{Window}}
        GROUP BY {{Identity}}
        HAVING count() > 1 AND toYYYYMM(min(day)) = {month:UInt32}
        SETTINGS insert_deduplicate = 0, {{OnDisk}}
        """;

    public string CountDuplicates { get; } =
        $$"""
        SELECT countIf(copies > contents) AS identities, sum(copies - contents) AS surplus,
               countIf(copies > contents AND logs > 1) AS across_logs, countIf(contents > 1) AS conflicts
        FROM
        (
            SELECT {{Identity}}, count() AS copies, uniqExact({{Content}}) AS contents, uniqExact(wal_id) AS logs
            FROM {{events}} WHERE {{Window}} AND {{Doubled}} GROUP BY {{Identity}}
        )
        """;

    // What stays of each event is what came first.
    private readonly string _survivors =
        $"""
        SELECT * EXCEPT content FROM
        (
            SELECT *, {Content} AS content FROM {events} WHERE {Window} AND {Doubled}
            ORDER BY received_at, wal_id, wal_batch, day
            LIMIT 1 BY {Identity}, content
        )
        """;

    public string TouchedMonths { get; } = $"SELECT DISTINCT toUInt32(toYYYYMM(day)) AS month FROM {events} WHERE {Window} AND {Doubled} ORDER BY month";

    public const string DropStaging = $"DROP TABLE IF EXISTS {Staging} SYNC";

    public string CreateStaging { get; } = $"CREATE TABLE {Staging} AS {events}";

    public string StageOthers { get; } = $"INSERT INTO {Staging} SELECT * FROM {events} WHERE toYYYYMM(day) = {{touched:UInt32}} AND NOT ({Doubled}) {NotAgain}";

    public string StageSurvivors => $"INSERT INTO {Staging} SELECT * FROM ({_survivors}) WHERE toYYYYMM(day) = {{touched:UInt32}} {NotAgain}";

    public const string CountStaged = $"SELECT count() FROM {Staging}";

    public string CountExpected =>
        $$"""
        SELECT (SELECT count() FROM {{events}} WHERE toYYYYMM(day) = {touched:UInt32})
             - (SELECT count() FROM {{events}} WHERE toYYYYMM(day) = {touched:UInt32} AND {{Doubled}})
             + (SELECT count() FROM ({{_survivors}}) WHERE toYYYYMM(day) = {touched:UInt32})
        """;

    public string CountMonth { get; } = $"SELECT count() FROM {events} WHERE toYYYYMM(day) = {{month:UInt32}}";

    // A partition cannot be a parameter; a month is a number.
    public string Swap(int month, bool isEmpty) => isEmpty ? $"ALTER TABLE {events} DROP PARTITION {month}" : $"ALTER TABLE {events} REPLACE PARTITION {month} FROM {Staging}";
}
