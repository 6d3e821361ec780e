using CsTelemetry.ClickHouse.Clusters;

namespace CsTelemetry.ClickHouse.Erasing;

/// <summary>
/// The statements of an erasure. ClickHouse keeps the text of the last mutations of a table in files of its own: so a
/// deletion does not name who it is about, it looks the name up in <c>erasing</c>, which is emptied afterwards.
/// </summary>
/// <param name="named">The rows, by a name that is looked up.</param>
/// <param name="told">The rows, as a deletion on a cluster finds them: every replica carries it out by itself and must find the same, so nothing is looked up.</param>
/// <param name="known">The rows, by their name.</param>
/// <param name="attributeTables">The tables of attributes that speak of them.</param>
/// <param name="scoreTables">The tables of what was computed about them.</param>
internal sealed class ErasureSql(string named, string told, string known, string[] attributeTables, string[] scoreTables)
{
    private const string Before = "(occurred_at <= {ordered_at:DateTime64(3, 'UTC')} OR received_at <= {ordered_at:DateTime64(3, 'UTC')})";
    private const string ReceivedBefore = "received_at <= {ordered_at:DateTime64(3, 'UTC')}";

    // What was told after the order is new knowledge. What was learned from events after it came from events before it.
    private const string KnownBefore = "(recorded_at <= {ordered_at:DateTime64(3, 'UTC')} OR source = 'events')";
    private const string Wait = "SETTINGS mutations_sync = 1";
    private const string RollupKey = "account_id, kind, feature, day, user_id, platform, actor_kind";
    private const string OfReceipt = "FROM erasing WHERE receipt_id = {receipt:String}";
    private const string UserScope = "tenant = {tenant:String} AND ({account:String} = '' OR account_id = {account:String})";
    private const string Account = "tenant = {tenant:String}";

    public const string Name = "INSERT INTO erasing (receipt_id, user_id, account_id) SELECT {receipt:String}, {user:String}, {account:String}";

    // Other collectors may be erasing others at the same time. The text of the mutation names the receipt alone.
    public const string ForgetNames = "ALTER TABLE erasing DELETE WHERE receipt_id = {receipt:String} SETTINGS mutations_sync = 1";

    public const string WriteReceipt =
        """
        INSERT INTO erasures (tenant, receipt_id, target, account_id, user_sha256, ordered_at, done_at, log_cleared_at, raw_rows, rollup_rows, attribute_rows, quarantine_rows, remaining_rows, version)
        SELECT {tenant:String}, {receipt:String}, {target:String}, {account:String}, {user_sha256:String}, {ordered_at:DateTime64(3, 'UTC')},
               {done_at:Nullable(DateTime64(3, 'UTC'))}, {log_cleared_at:Nullable(DateTime64(3, 'UTC'))},
               {raw_rows:UInt64}, {rollup_rows:UInt64}, {attribute_rows:UInt64}, {quarantine_rows:UInt64}, {remaining_rows:UInt64}, {version:UInt64}
        """;

    public const string ReceiptColumns =
        "tenant, receipt_id, account_id, user_sha256, ordered_at, done_at, log_cleared_at, raw_rows, rollup_rows, attribute_rows, remaining_rows, target, quarantine_rows";

    public const string ReadReceipt = $"SELECT {ReceiptColumns} FROM erasures FINAL WHERE tenant = {{tenant:String}} AND receipt_id = {{receipt:String}}";

    public const string ListReceipts =
        $$"""
        SELECT {{ReceiptColumns}} FROM erasures FINAL
        WHERE tenant = {tenant:String} AND ({before:String} = '' OR receipt_id < {before:String})
        ORDER BY receipt_id DESC
        LIMIT {limit:UInt32}
        """;

    private static readonly ErasureSql OfUser = new(
        $"{UserScope} AND user_id IN (SELECT user_id {OfReceipt})",
        // The hash that the receipt has, so that the text of the mutation does not name the user.
        $"{UserScope} AND lower(hex(SHA256(concat({{receipt:String}}, '\n', tenant, '\n', user_id)))) = {{user_sha256:String}}",
        $"{UserScope} AND user_id = {{user:String}}",
        ["user_attributes"],
        []);

    private static readonly ErasureSql OfAccount = new(
        $"{Account} AND account_id IN (SELECT account_id {OfReceipt})",
        $"{Account} AND account_id = {{account:String}}",
        $"{Account} AND account_id = {{account:String}}",
        ["user_attributes", "account_attributes"],
        ["score_rows"]);

    /// <summary>Gets the query that counts what is there.</summary>
    public string Scan { get; } =
        $$"""
        SELECT
            (SELECT countIf({{Before}}) FROM events WHERE {{known}}),
            (SELECT countIf(NOT {{Before}}) FROM events WHERE {{known}}),
            (SELECT uniqExact({{RollupKey}}) FROM usage_daily WHERE {{known}}),
            (SELECT uniqExactIf(({{RollupKey}}), first_at <= {ordered_at:DateTime64(3, 'UTC')}) FROM usage_daily WHERE {{known}}),
            (SELECT sum(events) FROM usage_daily WHERE {{known}}),
            ({{string.Join(" + ", attributeTables.Select(table => $"(SELECT countIf({Before}) FROM {table} WHERE {known})").Concat(scoreTables.Select(table => $"(SELECT count() FROM {table} WHERE {known})")))}}
                + (SELECT countIf({{KnownBefore}}) FROM knowledge WHERE {{known}})),
            (SELECT countIf({{ReceivedBefore}}) FROM quarantine WHERE {{known}})
        """;

    /// <summary>Returns the statements that erase a subject.</summary>
    public static ErasureSql For(ErasureSubject subject) => subject.IsAccount ? OfAccount : OfUser;

    /// <summary>Lists the deletions, and the sums of what stays, in their order; each for every shard.</summary>
    public IEnumerable<string> Steps(StoreTopology topology)
    {
        var who = topology.Cluster is null ? named : told;
        return
        [
            Delete(topology.Local("events"), $"{who} AND {Before}"),
            .. attributeTables.Select(table => Delete(topology.Local(table), $"{who} AND {Before}")),
            Delete(topology.Local("knowledge"), $"{who} AND {KnownBefore}"),
            Delete(topology.Local("quarantine"), $"{who} AND {ReceivedBefore}"),
            .. scoreTables.Select(table => Delete(topology.Local(table), who)),
            Delete(topology.Local("usage_daily"), who),
            RollUpAgain(topology),
        ];
    }

    private static string Delete(string table, string rows) => $"ALTER TABLE {table} DELETE WHERE {rows} {Wait}";

    // What was done after the order, summed up again: the same sums as the view and the rollup's engine make. Deduplication
    // is off: a second attempt inserts the block that the first one did, after it was deleted. (26.7 would not drop
    // it by default; other servers and settings may.)
    private string RollUpAgain(StoreTopology topology) =>
        $"""
        INSERT INTO {topology.Local("usage_daily")}
        SELECT tenant, account_id, kind, feature, day, user_id, platform, actor_kind,
               count(), sum(quantity), sum(duration_ms), sum(value), min(occurred_at), max(occurred_at), wal_id
        FROM {topology.Local("events")}
        WHERE {known}
        GROUP BY tenant, account_id, kind, feature, day, user_id, platform, actor_kind, wal_id
        SETTINGS insert_deduplicate = 0, max_partitions_per_insert_block = 0
        """;
}
