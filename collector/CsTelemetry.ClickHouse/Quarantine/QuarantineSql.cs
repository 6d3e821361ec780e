namespace CsTelemetry.ClickHouse.Quarantine;

internal static class QuarantineSql
{
    private const string Columns =
        """
        q.wal_id, q.wal_sequence, q.event_index, q.wal_batch, q.tenant, q.received_at, q.origin, q.code, q.message,
        q.client_instance_id, q.batch_sequence, q.account_id, q.user_id, q.event, q.sdk, q.application, q.application_version, q.environment,
        r.state, r.attempts, r.replayed_at, r.batch_sequence, r.message
        """;

    private const string From =
        """
        FROM quarantine AS q
        LEFT JOIN (SELECT * FROM quarantine_replays FINAL WHERE tenant = {tenant:String}) AS r
            ON r.wal_id = q.wal_id AND r.wal_sequence = q.wal_sequence AND r.event_index = q.event_index
        """;

    public const string List =
        $$"""
        SELECT {{Columns}}
        {{From}}
        WHERE q.tenant = {tenant:String}
            AND ({origin:Int64} = 0 OR toInt64(q.origin) = {origin:Int64})
            AND ({code:String} = '' OR q.code = {code:String})
            AND ({state:Int64} < 0 OR toInt64(r.state) = {state:Int64})
            AND (NOT {has_after:Bool} OR (q.received_at, q.wal_id, q.wal_sequence, q.event_index)
                < ({after_at:DateTime64(3, 'UTC')}, {after_wal:UInt64}, {after_sequence:UInt64}, toUInt32({after_index:Int64})))
        ORDER BY q.received_at DESC, q.wal_id DESC, q.wal_sequence DESC, q.event_index DESC
        LIMIT {limit:UInt32}
        """;

    public const string Find =
        $$"""
        SELECT {{Columns}}
        {{From}}
        WHERE q.tenant = {tenant:String} AND q.wal_id IN {wal_ids:Array(UInt64)} AND q.wal_sequence IN {sequences:Array(UInt64)}
        """;

    public const string CountOfBatch = "SELECT count() FROM quarantine WHERE wal_id = {wal_id:UInt64} AND wal_batch = {batch:UInt64}";

    public const string CountByDay =
        """
        SELECT tenant, toDate(received_at) AS day, count()
        FROM quarantine
        WHERE tenant IN {tenants:Array(String)} AND toDate(received_at) IN {days:Array(Date)}
        GROUP BY tenant, day
        """;
}
