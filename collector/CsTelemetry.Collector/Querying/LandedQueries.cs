using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Scores;

namespace CsTelemetry.Collector.Querying;

/// <summary>Finds what has landed since a mark, whichever collector wrote it. Thread-safe.</summary>
internal sealed class LandedQueries(ClickHouseClient store)
{
    /// <summary>The most accounts that one answer names; beyond, the caller treats all accounts as changed.</summary>
    public const int MaxAccountCount = 1_000_000;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Lists the logs that the rollup knows.</summary>
    public Task<List<ulong>> LogsAsync(CancellationToken cancellationToken) =>
        store.QueryAsync("SELECT DISTINCT wal_id FROM usage_daily ORDER BY wal_id", null, row => row.ReadUInt64(), cancellationToken);

    /// <summary>Lists the tenants that the rollup knows, each with its first day.</summary>
    public async Task<IReadOnlyDictionary<string, DateOnly>> TenantsAsync(CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync("SELECT tenant, min(day) FROM usage_daily GROUP BY tenant", null, row => (Tenant: row.ReadString(), Day: row.ReadDate()), cancellationToken);
        return rows.ToDictionary(row => row.Tenant, row => row.Day, StringComparer.Ordinal);
    }

    /// <summary>Lists the tenants of whom somebody was erased since a moment, and when last.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> ErasedAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(
            """
            SELECT tenant, max(assumeNotNull(done_at))
            FROM (SELECT tenant, done_at FROM erasures UNION ALL SELECT tenant, done_at FROM erasure_logs)
            WHERE done_at > {since:DateTime64(3, 'UTC')}
            GROUP BY tenant
            """,
            new ClickHouseParameters { { "since", since } },
            row => (Tenant: row.ReadString(), At: row.ReadDateTime64()),
            cancellationToken);
        return rows.ToDictionary(row => row.Tenant, row => row.At, StringComparer.Ordinal);
    }

    /// <summary>Lists when somebody of a tenant was erased, from a moment on.</summary>
    public Task<List<DateTimeOffset>> ErasuresAsync(string tenant, DateTimeOffset since, CancellationToken cancellationToken) => store.QueryAsync(
        "SELECT DISTINCT assumeNotNull(done_at) FROM erasures WHERE tenant = {tenant:String} AND done_at >= {since:DateTime64(3, 'UTC')} ORDER BY 1 LIMIT 100000",
        new ClickHouseParameters { { "tenant", tenant }, { "since", since } },
        row => row.ReadDateTime64(),
        cancellationToken);

    /// <summary>Lists the accounts of which anything landed beyond the marks.</summary>
    /// <param name="logs">The logs to look at.</param>
    /// <param name="marks">What has been looked at before.</param>
    /// <param name="horizon">What is known to be complete.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<List<LandedAccount>> SinceAsync(IReadOnlyList<ulong> logs, LogHorizon marks, LogHorizon horizon, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters { { "limit", MaxAccountCount + 1 } };
        HorizonSql.Add(parameters, horizon);
        HorizonSql.AddMarks(parameters, logs, marks);
        var sql =
            $$"""
            SELECT tenant, account_id, wal_id, minOrNullIf(day, {{HorizonSql.Within}}), max(wal_batch), minOrNullIf(received_at, {{HorizonSql.Within}})
            FROM events
            WHERE account_id != '' AND ({{HorizonSql.Beyond(logs)}})
            GROUP BY tenant, account_id, wal_id
            LIMIT {limit:UInt32}
            """;
        return store.QueryAsync(
            new ClickHouseQuery(sql) { Parameters = parameters, Timeout = Limit },
            row => new LandedAccount(
                row.ReadString(), row.ReadString(), row.ReadUInt64(), row.ReadNullable(value => value.ReadDate()), row.ReadUInt64(), row.ReadNullable(value => value.ReadDateTime64())),
            cancellationToken);
    }

    /// <summary>Lists a tenant's accounts of which anything up to a day landed beyond a horizon.</summary>
    public Task<List<string>> BeyondAsync(string tenant, DateOnly asOf, IReadOnlyList<ulong> logs, LogHorizon horizon, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters { { "tenant", tenant }, { "as_of", asOf } };
        HorizonSql.AddMarks(parameters, logs, horizon);
        var sql = $$"""SELECT DISTINCT account_id FROM events WHERE tenant = {tenant:String} AND day <= {as_of:Date} AND ({{HorizonSql.Beyond(logs)}})""";
        return store.QueryAsync(new ClickHouseQuery(sql) { Parameters = parameters, Timeout = Limit }, row => row.ReadString(), cancellationToken);
    }
}
