using CsTelemetry.ClickHouse.Clusters;

namespace CsTelemetry.ClickHouse.Erasing;

/// <summary>
/// The statements of an erasure. ClickHouse keeps the text of the last mutations of a table in files of its own: so a
/// deletion does not name the user, it looks the name up in <c>erasing</c>, which is emptied afterwards.
/// </summary>
internal static class ErasureSql
{
    private const string Scope = "tenant = {tenant:String} AND ({account:String} = '' OR account_id = {account:String})";
    private const string Named = $"{Scope} AND user_id IN (SELECT user_id FROM erasing WHERE receipt_id = {{receipt:String}})";

    // On a cluster every replica carries a deletion out by itself and must find the same: so it looks nothing up, but
    // compares with the hash that the receipt has.
    private const string Hashed =
        $"{Scope} AND lower(hex(SHA256(concat({{receipt:String}}, '\n', tenant, '\n', user_id)))) = {{user_sha256:String}}";

    private const string Known = $"{Scope} AND user_id = {{user:String}}";
    private const string Before = "(occurred_at <= {ordered_at:DateTime64(3, 'UTC')} OR received_at <= {ordered_at:DateTime64(3, 'UTC')})";
    private const string Wait = "SETTINGS mutations_sync = 1";
    private const string RollupKey = "account_id, kind, feature, day, platform, actor_kind";

    public const string Name = "INSERT INTO erasing SELECT {receipt:String}, {user:String}";

    public const string ForgetNames = "TRUNCATE TABLE IF EXISTS erasing";

    public static string DeleteRaw(StoreTopology topology) => $"ALTER TABLE {topology.Local("events")} DELETE WHERE {Who(topology)} AND {Before} {Wait}";

    public static string DeleteAttributes(StoreTopology topology) => $"ALTER TABLE {topology.Local("user_attributes")} DELETE WHERE {Who(topology)} AND {Before} {Wait}";

    public static string DeleteRollup(StoreTopology topology) => $"ALTER TABLE {topology.Local("usage_daily")} DELETE WHERE {Who(topology)} {Wait}";

    // What the user did after the order, summed up again: the same sums as the view and the rollup's engine make. Deduplication
    // is off: a second attempt inserts the block that the first one did, after it was deleted. (26.7 would not drop
    // it by default; other servers and settings may.)
    public static string RollUpAgain(StoreTopology topology) =>
        $"""
        INSERT INTO {topology.Local("usage_daily")}
        SELECT tenant, account_id, kind, feature, day, user_id, platform, actor_kind,
               count(), sum(quantity), sum(duration_ms), sum(value), min(occurred_at), max(occurred_at), wal_id
        FROM {topology.Local("events")}
        WHERE {Known}
        GROUP BY tenant, account_id, kind, feature, day, user_id, platform, actor_kind, wal_id
        SETTINGS insert_deduplicate = 0, max_partitions_per_insert_block = 0
        """;

    public const string Scan =
        $$"""
        SELECT
            (SELECT countIf({{Before}}) FROM events WHERE {{Known}}),
            (SELECT countIf(NOT {{Before}}) FROM events WHERE {{Known}}),
            (SELECT uniqExact({{RollupKey}}) FROM usage_daily WHERE {{Known}}),
            (SELECT uniqExactIf(({{RollupKey}}), first_at <= {ordered_at:DateTime64(3, 'UTC')}) FROM usage_daily WHERE {{Known}}),
            (SELECT sum(events) FROM usage_daily WHERE {{Known}}),
            (SELECT countIf({{Before}}) FROM user_attributes WHERE {{Known}})
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

    private static string Who(StoreTopology topology) => topology.Cluster is null ? Named : Hashed;
}
