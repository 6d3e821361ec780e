using CsTelemetry.ClickHouse;

namespace CsTelemetry.Collector.Querying;

/// <summary>Asks the rollup about the tenant as a whole. Thread-safe.</summary>
internal sealed class PortfolioQueries(ClickHouseClient store)
{
    private const string ActivitySql =
        $$"""
        SELECT {{UsageSql.ActiveUserColumns}},
               uniqExactIf(account_id, {{UsageSql.Age}} < 28) AS accounts,
               uniqExact(feature) AS features
        FROM usage_daily
        WHERE {{UsageSql.Known}} AND {{UsageSql.IsValue}}
        """;

    private const string TrendSql =
        $$"""
        SELECT '' AS key,
               toUInt8(intDiv({{UsageSql.Age}}, 7)) AS block,
               uniqExact(account_id, user_id) AS users,
               uniqExact(account_id) AS accounts,
               sum(events) AS uses
        FROM usage_daily
        WHERE {{UsageSql.Known}} AND {{UsageSql.IsValue}} AND {{UsageSql.Age}} < {blocks:UInt32} * 7
        GROUP BY block
        """;

    public async Task<PortfolioActivity> ActivityAsync(QueryScope scope, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(
            ActivitySql,
            scope.Parameters(),
            row => new PortfolioActivity(UserWindows.Read(row), (long)row.ReadUInt64(), (long)row.ReadUInt64()),
            cancellationToken);
        return rows[0];
    }

    public Task<List<WeekActivity>> TrendAsync(QueryScope scope, CancellationToken cancellationToken) =>
        store.QueryAsync(TrendSql, scope.Parameters(UsageSql.PortfolioTrendBlocks), WeekActivityReader.Read, cancellationToken);
}
