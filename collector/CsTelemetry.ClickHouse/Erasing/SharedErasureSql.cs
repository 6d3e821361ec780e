namespace CsTelemetry.ClickHouse.Erasing;

/// <summary>Holds the statements about orders that collectors share.</summary>
internal static class SharedErasureSql
{
    public const string Since =
        """
        SELECT tenant, receipt_id, user_id, account_id, ordered_at, wal_id, toUnixTimestamp64Milli(stored_at)
        FROM erasure_orders
        WHERE stored_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC') AND ordered_at > {ordered_after:DateTime64(3, 'UTC')}
        ORDER BY ordered_at, receipt_id
        LIMIT {limit:UInt64}
        """;

    public const string Origin = "SELECT wal_id FROM erasure_orders WHERE tenant = {tenant:String} AND receipt_id = {receipt:String} ORDER BY stored_at LIMIT 1";

    public const string Logs =
        """
        SELECT receipt_id, wal_id, done_at, log_cleared_at, raw_rows, rollup_rows, attribute_rows, quarantine_rows, remaining_rows
        FROM erasure_logs FINAL
        WHERE tenant = {tenant:String} AND receipt_id IN {receipts:Array(String)}
        ORDER BY receipt_id, wal_id
        """;

    public const string WriteLog =
        """
        INSERT INTO erasure_logs (tenant, receipt_id, wal_id, done_at, log_cleared_at, raw_rows, rollup_rows, attribute_rows, quarantine_rows, remaining_rows, version)
        SELECT {tenant:String}, {receipt:String}, {log:UInt64}, {done_at:Nullable(DateTime64(3, 'UTC'))}, {log_cleared_at:Nullable(DateTime64(3, 'UTC'))},
               {raw_rows:UInt64}, {rollup_rows:UInt64}, {attribute_rows:UInt64}, {quarantine_rows:UInt64}, {remaining_rows:UInt64}, {version:UInt64}
        """;
}
