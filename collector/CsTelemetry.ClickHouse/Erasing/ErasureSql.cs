namespace CsTelemetry.ClickHouse.Erasing;

/// <summary>
/// The statements of an erasure. ClickHouse keeps the text of the last mutations of a table in files of its own: so a
/// deletion does not name the user, it looks the name up in <c>erasing</c>, which is emptied afterwards.
/// </summary>
internal static class ErasureSql
{
    private const string Scope = "tenant = {tenant:String} AND ({account:String} = '' OR account_id = {account:String})";
    private const string Named = $"{Scope} AND user_id IN (SELECT user_id FROM erasing WHERE receipt_id = {{receipt:String}})";
    private const string Known = $"{Scope} AND user_id = {{user:String}}";
    private const string Before = "(occurred_at <= {ordered_at:DateTime64(3, 'UTC')} OR received_at <= {ordered_at:DateTime64(3, 'UTC')})";
    private const string Wait = "SETTINGS mutations_sync = 1";
    private const string RollupKey = "account_id, kind, feature, day, platform, actor_kind";

    public const string Name = "INSERT INTO erasing SELECT {receipt:String}, {user:String}";

    public const string ForgetNames = "TRUNCATE TABLE IF EXISTS erasing";

    public const string DeleteRaw = $"ALTER TABLE events DELETE WHERE {Named} AND {Before} {Wait}";

    public const string DeleteAttributes = $"ALTER TABLE user_attributes DELETE WHERE {Named} AND {Before} {Wait}";

    // What was rejected or refused keeps the time that its client gave it; when it came in is ours.
    public const string DeleteQuarantine =
        $"ALTER TABLE quarantine DELETE WHERE {Named} AND received_at <= {{ordered_at:DateTime64(3, 'UTC')}} {Wait}";

    public const string DeleteRollup = $"ALTER TABLE usage_daily DELETE WHERE {Named} {Wait}";

    // What the user did after the order, summed up again: the same sums as the view and the rollup's engine make. Deduplication
    // is off: a second attempt inserts the block that the first one did, after it was deleted. (26.7 would not drop
    // it by default; other servers and settings may.)
    public const string RollUpAgain =
        $"""
        INSERT INTO usage_daily
        SELECT tenant, account_id, kind, feature, day, user_id, platform, actor_kind,
               count(), sum(quantity), sum(duration_ms), sum(value), min(occurred_at), max(occurred_at)
        FROM events
        WHERE {Known}
        GROUP BY tenant, account_id, kind, feature, day, user_id, platform, actor_kind
        SETTINGS insert_deduplicate = 0, max_partitions_per_insert_block = 1000
        """;

    public const string Scan =
        $$"""
        SELECT
            (SELECT countIf({{Before}}) FROM events WHERE {{Known}}),
            (SELECT countIf(NOT {{Before}}) FROM events WHERE {{Known}}),
            (SELECT uniqExact({{RollupKey}}) FROM usage_daily WHERE {{Known}}),
            (SELECT uniqExactIf(({{RollupKey}}), first_at <= {ordered_at:DateTime64(3, 'UTC')}) FROM usage_daily WHERE {{Known}}),
            (SELECT sum(events) FROM usage_daily WHERE {{Known}}),
            (SELECT countIf({{Before}}) FROM user_attributes WHERE {{Known}}),
            (SELECT countIf(received_at <= {ordered_at:DateTime64(3, 'UTC')}) FROM quarantine WHERE {{Known}})
        """;

    public const string WriteReceipt =
        """
        INSERT INTO erasures (tenant, receipt_id, account_id, user_sha256, ordered_at, done_at, log_cleared_at, raw_rows, rollup_rows, attribute_rows, remaining_rows, version)
        SELECT {tenant:String}, {receipt:String}, {account:String}, {user_sha256:String}, {ordered_at:DateTime64(3, 'UTC')},
               {done_at:Nullable(DateTime64(3, 'UTC'))}, {log_cleared_at:Nullable(DateTime64(3, 'UTC'))},
               {raw_rows:UInt64}, {rollup_rows:UInt64}, {attribute_rows:UInt64}, {remaining_rows:UInt64}, {version:UInt64}
        """;

    public const string ReceiptColumns =
        "tenant, receipt_id, account_id, user_sha256, ordered_at, done_at, log_cleared_at, raw_rows, rollup_rows, attribute_rows, remaining_rows";

    public const string ReadReceipt = $"SELECT {ReceiptColumns} FROM erasures FINAL WHERE tenant = {{tenant:String}} AND receipt_id = {{receipt:String}}";

    public const string ListReceipts =
        $$"""
        SELECT {{ReceiptColumns}} FROM erasures FINAL
        WHERE tenant = {tenant:String} AND ({before:String} = '' OR receipt_id < {before:String})
        ORDER BY receipt_id DESC
        LIMIT {limit:UInt32}
        """;
}
