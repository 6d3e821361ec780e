using CsTelemetry.ClickHouse;

namespace CsTelemetry.Collector.Querying;

/// <summary>Asks what accounts have told of their time zones, through whichever collector. Thread-safe.</summary>
internal sealed class ZoneQueries(ClickHouseClient client)
{
    private const long MaxAnswerBytes = 512L * 1024 * 1024;

    private const string Sql =
        """
        SELECT tenant, account_id, argMax(value, (occurred_at, received_at)) AS zone,
               toUnixTimestamp64Milli(max(occurred_at)) AS told_at, toUnixTimestamp64Milli(max(received_at)) AS seen_at
        FROM account_attributes
        WHERE attribute = 'time_zone' AND received_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
        GROUP BY tenant, account_id
        LIMIT {limit:UInt64}
        """;

    /// <summary>Lists the newest zone of each account of which any was received at a moment or later, in milliseconds since 1970.</summary>
    public Task<List<ZoneRow>> SinceAsync(long since, int limit, CancellationToken cancellationToken) => client.QueryAsync(
        new ClickHouseQuery(Sql) { Parameters = new() { { "since", since }, { "limit", limit } }, MaxResponseBytes = MaxAnswerBytes },
        row => new ZoneRow(row.ReadString(), row.ReadString(), row.ReadString(), row.ReadInt64(), row.ReadInt64()),
        cancellationToken);
}
