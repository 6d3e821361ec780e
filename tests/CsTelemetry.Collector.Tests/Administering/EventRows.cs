using CsTelemetry.ClickHouse;
using CsTelemetry.Collector.Tests.Storing;

namespace CsTelemetry.Collector.Tests.Administering;

/// <summary>Puts rows into the raw table by SQL; the views make the rollup of them.</summary>
internal static class EventRows
{
    /// <summary>Adds events of one a day from a day on, numbered from a sequence on.</summary>
    internal static Task AddAsync(ClickHouseClient client, DateOnly first, int count, ulong sequence = 1, ulong log = 1, string feature = "reports", string received = "2026-06-15 12:00:00", int accounts = 3) =>
        client.ExecuteAsync(
            """
            INSERT INTO events (tenant, account_id, kind, feature, day, user_id, platform, actor_kind, quantity, duration_ms, value, occurred_at, received_at, properties, client_instance_id, sequence, wal_id, wal_batch)
            SELECT 'demo', concat('account-', toString(number % {accounts:UInt64})), 'feature_use', {feature:String}, {first:Date} + number, concat('user-', toString(number % 5)),
                   'web', 'human', number + 1, 10, 0.5, toDateTime64({first:Date} + number, 3, 'UTC') + 3600, {received:DateTime64(3, 'UTC')},
                   map('plan', 'pro'), 7, {sequence:UInt64} + number, {log:UInt64}, 1
            FROM numbers({count:UInt64})
            """,
            new ClickHouseParameters { { "feature", feature }, { "first", first }, { "received", received }, { "sequence", sequence }, { "log", log }, { "count", count }, { "accounts", accounts } },
            CancellationToken.None);

    internal static async Task<long> CountAsync(ClickHouseClient client, string table = "events", string where = "1") =>
        (await client.QueryAsync($"SELECT count() FROM {table} WHERE {where}", null, row => (long)row.ReadUInt64(), CancellationToken.None))[0];

    internal static Task ExecuteAsync(ClickHouseClient client, string sql) => StoreAssert.ExecuteAsync(client, sql);
}
