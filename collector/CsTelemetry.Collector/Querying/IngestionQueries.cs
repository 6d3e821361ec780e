using CsTelemetry.ClickHouse;

namespace CsTelemetry.Collector.Querying;

/// <summary>Counts what has been stored. Thread-safe.</summary>
internal sealed class IngestionQueries(ClickHouseClient store)
{
    private const string CountsSql =
        """
        SELECT count() AS raw,
               uniqExact(client_instance_id, sequence) AS distinct_events,
               (SELECT sum(events) FROM usage_daily WHERE tenant = {tenant:String}) AS rolled_up,
               minOrNull(day) AS first_day,
               maxOrNull(day) AS last_day,
               maxOrNull(received_at) AS last_received_at
        FROM events
        WHERE tenant = {tenant:String}
        """;

    public async Task<StoredEvents> CountsAsync(string tenant, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(
            CountsSql,
            new ClickHouseParameters { { "tenant", tenant } },
            row => new StoredEvents(
                (long)row.ReadUInt64(),
                (long)row.ReadUInt64(),
                (long)(row.ReadNullable(value => value.ReadUInt64()) ?? 0),
                row.ReadNullable(value => value.ReadDate()),
                row.ReadNullable(value => value.ReadDate()),
                row.ReadNullable(value => value.ReadDateTime64())),
            cancellationToken);
        return rows[0];
    }
}
