namespace CsTelemetry.ClickHouse.Landing;

/// <summary>
/// The statements that find batches which came through two logs. Both copies belong to the same account, so they are
/// on one shard: each shard is asked about its own rows.
/// </summary>
internal static class DuplicateSql
{
    // Two events under one name are one only if they say the same; a client that names events carelessly loses none.
    // Times are not compared: each collector corrects them by its own clock.
    private const string Content =
        "cityHash64(account_id, kind, feature, user_id, session_id, platform, actor_kind, quantity, value, duration_ms, mapKeys(properties), mapValues(properties))";

    private const string Days = "day IN {days:Array(Date)}";
    private const string IsOwn = "wal_id = {wal_id:UInt64}";

    private const string InOverlap =
        """
        client_instance_id IN {clients:Array(UInt64)}
        AND sequence >= transform(client_instance_id, {clients:Array(UInt64)}, {lows:Array(UInt64)}, toUInt64(0))
        AND sequence <= transform(client_instance_id, {clients:Array(UInt64)}, {highs:Array(UInt64)}, toUInt64(0))
        """;

    /// <summary>A row that is in one of the runs that are to go.</summary>
    public const string InRuns =
        """
        wal_id = {wal_id:UInt64}
        AND wal_batch IN {batches:Array(UInt64)} AND client_instance_id IN {clients:Array(UInt64)} AND day IN {days:Array(Date)}
        AND arrayExists(
            (t, c, b, f, l) -> tenant = t AND client_instance_id = c AND wal_batch = b AND sequence BETWEEN f AND l,
            {tenants:Array(String)}, {clients:Array(UInt64)}, {batches:Array(UInt64)}, {firsts:Array(UInt64)}, {lasts:Array(UInt64)})
        """;

    /// <summary>Answers from the names of partitions alone whether the rollup knows another log; if not, there is nothing to look for.</summary>
    public static string HasOthers(string rollup) => $"SELECT min(wal_id) != {{wal_id:UInt64}} OR max(wal_id) != {{wal_id:UInt64}} FROM {rollup}";

    public static string Marks(string events) => $"SELECT wal_id, max(wal_batch) FROM {events} GROUP BY wal_id";

    public static string TouchedDays(string events) =>
        $$"""
        SELECT DISTINCT day
        FROM {{events}}
        WHERE wal_batch > {least:UInt64}
            AND wal_batch > transform(wal_id, {logs:Array(UInt64)}, {marks:Array(UInt64)}, toUInt64(0))
            AND received_at >= {since:DateTime64(3, 'UTC')}
        ORDER BY day
        """;

    // Only clients that were seen by this log and another one, and whose numbers overlap: as a rule none, and of those
    // that moved to another collector, only those that moved in the middle of a batch or to and fro.
    public static string Clients(string events) =>
        $$"""
        SELECT client_instance_id, min(first) AS low, max(last) AS high, sum(own_rows) AS own
        FROM
        (
            SELECT client_instance_id,
                   sumIf(landed, {{IsOwn}}) AS own_rows,
                   greatest(minIf(low, {{IsOwn}}), minIf(low, NOT {{IsOwn}})) AS first,
                   least(maxIf(high, {{IsOwn}}), maxIf(high, NOT {{IsOwn}})) AS last
            FROM
            (
                SELECT tenant, client_instance_id, wal_id, min(sequence) AS low, max(sequence) AS high, count() AS landed
                FROM {{events}}
                WHERE {{Days}}
                GROUP BY tenant, client_instance_id, wal_id
            )
            GROUP BY tenant, client_instance_id
            HAVING countIf({{IsOwn}}) > 0 AND count() > 1 AND first <= last
        )
        GROUP BY client_instance_id
        ORDER BY client_instance_id
        """;

    /// <summary>Of those clients, the ones of which another log has a number that this one has, too.</summary>
    public static string Suspects(string events) => $"SELECT DISTINCT client_instance_id FROM {events} WHERE {Days} AND NOT {IsOwn} AND {InOverlap} AND {HasOwnName(events)}";

    // Of two copies the one that was received first stays; at the same millisecond, that of the lower log. Every
    // collector decides the same, each about its own rows alone.
    public static string Runs(string events) =>
        $$"""
        SELECT tenant, client_instance_id, tupleElement(own, 3) AS batch, toUInt32(toYYYYMM(tupleElement(own, 4))) AS month,
               arraySort(groupArray((sequence, toUInt8(others > 0 AND (tupleElement(own, 1), tupleElement(own, 2)) > first_other)))) AS rows
        FROM
        (
            SELECT tenant, client_instance_id, sequence, {{Content}} AS content,
                   countIf(wal_id != {wal_id:UInt64}) AS others,
                   minIf((received_at, wal_id), wal_id != {wal_id:UInt64}) AS first_other,
                   maxIf((received_at, wal_id, wal_batch, day), wal_id = {wal_id:UInt64}) AS own
            FROM {{events}}
            WHERE {{Days}} AND {{InOverlap}} AND if({{IsOwn}}, wal_batch <= {through:UInt64}, {{HasOwnName(events)}})
            GROUP BY tenant, client_instance_id, sequence, content
            HAVING countIf(wal_id = {wal_id:UInt64}) > 0
        )
        GROUP BY tenant, client_instance_id, batch, month
        HAVING countIf(others > 0 AND (tupleElement(own, 1), tupleElement(own, 2)) > first_other) > 0
        ORDER BY month, tenant, client_instance_id, batch
        LIMIT {limit:UInt32}
        SETTINGS max_bytes_before_external_group_by = 200000000
        """;

    public static string CountRuns(string events) => $"SELECT count() FROM {events} WHERE toYYYYMM(day) = {{month:UInt32}} AND {InRuns}";

    // A partition cannot be a parameter; it is a number.
    public static string DeleteRuns(string events, int month) => $"ALTER TABLE {events} DELETE IN PARTITION {month} WHERE {InRuns} SETTINGS mutations_sync = 1";

    private static string HasOwnName(string events) =>
        $"(client_instance_id, sequence) IN (SELECT client_instance_id, sequence FROM {events} WHERE {Days} AND {IsOwn} AND {InOverlap})";
}
