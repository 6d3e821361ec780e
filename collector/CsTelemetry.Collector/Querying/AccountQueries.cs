using CsTelemetry.ClickHouse;

namespace CsTelemetry.Collector.Querying;

/// <summary>Asks the rollup about accounts. Thread-safe.</summary>
internal sealed class AccountQueries(ClickHouseClient store)
{
    // An account that only ever logged in is listed too, with nothing in use.
    private const string ActivitySql =
        $$"""
        SELECT account_id,
               {{UsageSql.ActiveUserColumns}},
               uniqExactIf(feature, {{UsageSql.IsValue}} AND {{UsageSql.Age}} < 28) AS features,
               sumIf(events, {{UsageSql.IsValue}} AND {{UsageSql.Age}} < 28) AS uses,
               minOrNullIf(first_at, {{UsageSql.IsValue}}) AS first_use,
               maxOrNullIf(last_at, {{UsageSql.IsValue}}) AS last_use
        FROM usage_daily
        WHERE {{UsageSql.Known}} AND account_id != ''
        GROUP BY account_id
        ORDER BY account_id
        """;

    private const string AdoptersSql =
        $$"""
        SELECT account_id, uniqExact(user_id) AS adopters
        FROM
        (
            SELECT account_id, user_id, feature
            FROM usage_daily
            WHERE {{UsageSql.Known}} AND {{UsageSql.IsValue}} AND {{UsageSql.Age}} < 28
            GROUP BY account_id, user_id, feature
            HAVING sum(events) >= 2 AND uniqExact(day) >= 2
        )
        GROUP BY account_id
        """;

    private const string TrendSql =
        $$"""
        SELECT account_id,
               toUInt8(intDiv({{UsageSql.Age}}, 7)) AS block,
               uniqExact(user_id) AS users,
               toUInt64(1) AS accounts,
               sum(events) AS uses
        FROM usage_daily
        WHERE {{UsageSql.Known}} AND {{UsageSql.IsValue}} AND {{UsageSql.Age}} < {blocks:UInt32} * 7
        GROUP BY account_id, block
        """;

    private const string NameSql =
        """
        SELECT value
        FROM account_attributes
        WHERE tenant = {tenant:String} AND account_id = {account:String} AND attribute = 'name'
        ORDER BY occurred_at DESC
        LIMIT 1
        """;

    private const string NamesSql =
        """
        SELECT account_id, argMax(value, occurred_at) AS name
        FROM account_attributes
        WHERE tenant = {tenant:String} AND attribute = 'name'
        GROUP BY account_id
        """;

    /// <summary>Lists every account seen up to the day, ordered by id.</summary>
    public Task<List<AccountActivity>> ActivityAsync(QueryScope scope, CancellationToken cancellationToken) =>
        store.QueryAsync(
            ActivitySql,
            scope.Parameters(),
            row => new AccountActivity(
                row.ReadString(),
                UserWindows.Read(row),
                (long)row.ReadUInt64(),
                (long)row.ReadUInt64(),
                row.ReadNullable(value => value.ReadDateTime64()),
                row.ReadNullable(value => value.ReadDateTime64())),
            cancellationToken);

    /// <summary>Counts, by account, the humans who have adopted at least one feature within 28 days.</summary>
    public async Task<Dictionary<string, long>> AdoptersAsync(QueryScope scope, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(AdoptersSql, scope.Parameters(), row => (Account: row.ReadString(), Adopters: (long)row.ReadUInt64()), cancellationToken);
        return rows.ToDictionary(row => row.Account, row => row.Adopters, StringComparer.Ordinal);
    }

    /// <summary>Lists the week blocks of every account that had a value event in them.</summary>
    public Task<List<WeekActivity>> TrendAsync(QueryScope scope, CancellationToken cancellationToken) =>
        store.QueryAsync(TrendSql, scope.Parameters(UsageSql.TrendBlocks), WeekActivityReader.Read, cancellationToken);

    /// <summary>Gets the newest name that the product reported for each account.</summary>
    public async Task<Dictionary<string, string>> NamesAsync(string tenant, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(NamesSql, new ClickHouseParameters { { "tenant", tenant } }, row => (Account: row.ReadString(), Name: row.ReadString()), cancellationToken);
        return rows.ToDictionary(row => row.Account, row => row.Name, StringComparer.Ordinal);
    }

    /// <summary>Gets the newest name that the product reported for an account; null when it reported none.</summary>
    public async Task<string?> NameAsync(string tenant, string accountId, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(
            NameSql, new ClickHouseParameters { { "tenant", tenant }, { "account", accountId } }, row => row.ReadString(), cancellationToken);
        return rows.SingleOrDefault();
    }
}
