namespace CsTelemetry.ClickHouse.Auditing;

/// <summary>The statements of an audit of the whole store, month by month, and of its repair.</summary>
internal static class AuditSql
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
    private const string NotAgain = "SETTINGS insert_deduplicate = 0";

    public const string Months =
        """
        SELECT DISTINCT toUInt32(toYYYYMM(day)) AS month
        FROM (SELECT DISTINCT day FROM events UNION ALL SELECT DISTINCT day FROM usage_daily)
        WHERE day BETWEEN {first:Date} AND {last:Date}
        ORDER BY month
        """;

    // A difference in any group of any key shows in the digest, also where the day's sums agree. Sums of floating-point
    // values depend on their order and are left out.
    public const string Differences =
        $$"""
        SELECT day, sumIf(counted, side = 0) AS raw_events, sumIf(counted, side = 1) AS rolled_up_events
        FROM
        (
            SELECT 0 AS side, day, count() AS counted,
                   sipHash64({{RollupKey}}, count(), sum(quantity), sum(duration_ms), min(occurred_at), max(occurred_at)) AS digest
            FROM events WHERE day BETWEEN {first:Date} AND {last:Date} GROUP BY {{RollupKey}}
            UNION ALL
            SELECT 1 AS side, day, sum(events) AS counted,
                   sipHash64({{RollupKey}}, sum(events), sum(quantity), sum(duration_ms), min(first_at), max(last_at)) AS digest
            FROM usage_daily WHERE day BETWEEN {first:Date} AND {last:Date} GROUP BY {{RollupKey}}
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
    public const string FindDuplicates =
        $$"""
        INSERT INTO audit_duplicates
        SELECT {month:UInt32}, {{Identity}}
        FROM events
        WHERE {{Window}}
        GROUP BY {{Identity}}
        HAVING count() > 1 AND toYYYYMM(min(day)) = {month:UInt32}
        SETTINGS insert_deduplicate = 0, {{OnDisk}}
        """;

    public const string CountDuplicates =
        $$"""
        SELECT countIf(copies > contents) AS identities, sum(copies - contents) AS surplus,
               countIf(copies > contents AND logs > 1) AS across_logs, countIf(contents > 1) AS conflicts
        FROM
        (
            SELECT {{Identity}}, count() AS copies, uniqExact({{Content}}) AS contents, uniqExact(wal_id) AS logs
            FROM events WHERE {{Window}} AND {{Doubled}} GROUP BY {{Identity}}
        )
        """;

    // What stays of each event is what came first.
    private const string Survivors =
        $"""
        SELECT * EXCEPT content FROM
        (
            SELECT *, {Content} AS content FROM events WHERE {Window} AND {Doubled}
            ORDER BY received_at, wal_id, wal_batch, day
            LIMIT 1 BY {Identity}, content
        )
        """;

    public const string TouchedMonths = $"SELECT DISTINCT toUInt32(toYYYYMM(day)) AS month FROM events WHERE {Window} AND {Doubled} ORDER BY month";

    public const string DropStaging = "DROP TABLE IF EXISTS events_rebuild SYNC";

    public const string CreateStaging = "CREATE TABLE events_rebuild AS events";

    public const string StageOthers = $"INSERT INTO events_rebuild SELECT * FROM events WHERE toYYYYMM(day) = {{touched:UInt32}} AND NOT ({Doubled}) {NotAgain}";

    public const string StageSurvivors = $"INSERT INTO events_rebuild SELECT * FROM ({Survivors}) WHERE toYYYYMM(day) = {{touched:UInt32}} {NotAgain}";

    public const string CountStaged = "SELECT count() FROM events_rebuild";

    public const string CountExpected =
        $$"""
        SELECT (SELECT count() FROM events WHERE toYYYYMM(day) = {touched:UInt32})
             - (SELECT count() FROM events WHERE toYYYYMM(day) = {touched:UInt32} AND {{Doubled}})
             + (SELECT count() FROM ({{Survivors}}) WHERE toYYYYMM(day) = {touched:UInt32})
        """;
}
