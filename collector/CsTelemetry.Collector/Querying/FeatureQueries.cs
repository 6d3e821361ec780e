using CsTelemetry.ClickHouse;

namespace CsTelemetry.Collector.Querying;

/// <summary>Asks the rollup about features. Thread-safe.</summary>
internal sealed class FeatureQueries(ClickHouseClient store)
{
    private const string ActivitySql =
        $$"""
        SELECT feature,
               {{UsageSql.ActiveUserColumns}},
               uniqExactIf(account_id, {{UsageSql.Age}} < 28) AS accounts,
               sumIf(events, {{UsageSql.Age}} < 28) AS uses,
               min(first_at) AS first_use,
               max(last_at) AS last_use
        FROM usage_daily
        WHERE {{UsageSql.Known}} AND {{UsageSql.IsValue}}
        GROUP BY feature
        ORDER BY feature
        """;

    private const string AdoptersSql =
        $$"""
        SELECT feature, count() AS adopters
        FROM
        (
            SELECT feature, account_id, user_id
            FROM usage_daily
            WHERE {{UsageSql.Known}} AND {{UsageSql.IsValue}} AND {{UsageSql.Age}} < 28
            GROUP BY feature, account_id, user_id
            HAVING sum(events) >= 2 AND uniqExact(day) >= 2
        )
        GROUP BY feature
        """;

    private const string TrendSql =
        $$"""
        SELECT feature,
               toUInt8(intDiv({{UsageSql.Age}}, 7)) AS block,
               uniqExact(account_id, user_id) AS users,
               uniqExact(account_id) AS accounts,
               sum(events) AS uses
        FROM usage_daily
        WHERE {{UsageSql.Known}} AND {{UsageSql.IsValue}} AND {{UsageSql.Age}} < {blocks:UInt32} * 7
        GROUP BY feature, block
        """;

    /// <summary>Lists every feature used up to the day, ordered by key.</summary>
    public Task<List<FeatureActivity>> ActivityAsync(QueryScope scope, CancellationToken cancellationToken) =>
        store.QueryAsync(
            ActivitySql,
            scope.Parameters(),
            row => new FeatureActivity(row.ReadString(), UserWindows.Read(row), (long)row.ReadUInt64(), (long)row.ReadUInt64(), row.ReadDateTime64(), row.ReadDateTime64()),
            cancellationToken);

    /// <summary>Counts, by feature, the humans with at least 2 uses on at least 2 days within 28 days.</summary>
    public async Task<Dictionary<string, long>> AdoptersAsync(QueryScope scope, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(AdoptersSql, scope.Parameters(), row => (Feature: row.ReadString(), Adopters: (long)row.ReadUInt64()), cancellationToken);
        return rows.ToDictionary(row => row.Feature, row => row.Adopters, StringComparer.Ordinal);
    }

    /// <summary>Lists the week blocks of every feature that had a use in them.</summary>
    public Task<List<WeekActivity>> TrendAsync(QueryScope scope, CancellationToken cancellationToken) =>
        store.QueryAsync(TrendSql, scope.Parameters(UsageSql.TrendBlocks), WeekActivityReader.Read, cancellationToken);
}
