using CsTelemetry.Adoption.Usage;
using CsTelemetry.ClickHouse;

namespace CsTelemetry.Collector.Querying;

/// <summary>Asks the rollup for what the score is computed from. Thread-safe.</summary>
internal sealed class ScoringQueries(ClickHouseClient store)
{
    // Weights of 2^(−age/28) as integers of 2^-52: a sum of integers is the same in every order, so that a score
    // can be computed again to the last bit however the server splits the work.
    private const string DecayUnit = "4503599627370496";

    private const string UsersSql =
        $$"""
        SELECT account_id,
               user_id,
               toUInt32(groupBitOrIf(bitShiftLeft(toUInt64(1), intDiv({{UsageSql.Age}}, 7)), {{UsageSql.Age}} < 112)) AS week_blocks,
               sumIf(events, {{UsageSql.Age}} < 84) AS events_84,
               toUInt128(sum(toUInt128(events) * toUInt64(round(exp2(-{{UsageSql.Age}} / 28) * {{DecayUnit}})))) AS decayed
        FROM usage_daily
        WHERE {{UsageSql.Known}} AND {{UsageSql.IsValue}} AND {{UsageSql.Age}} < 365
        GROUP BY account_id, user_id
        ORDER BY account_id, user_id
        """;

    private const string FeatureUsesSql =
        $$"""
        SELECT account_id,
               user_id,
               feature,
               sum(events) AS uses,
               toUInt64(groupBitOrIf(bitShiftLeft(toUInt64(1), {{UsageSql.Age}} % 64), {{UsageSql.Age}} < 64)) AS days_low,
               toUInt64(groupBitOrIf(bitShiftLeft(toUInt64(1), {{UsageSql.Age}} % 64), {{UsageSql.Age}} >= 64)) AS days_high
        FROM usage_daily
        WHERE {{UsageSql.Known}} AND {{UsageSql.IsValue}} AND {{UsageSql.Age}} < 84 AND feature IN {features:Array(String)}
        GROUP BY account_id, user_id, feature
        ORDER BY account_id, user_id, feature
        """;

    private const string FeatureTotalsSql =
        $$"""
        SELECT feature, sum(events) AS uses
        FROM usage_daily
        WHERE {{UsageSql.Known}} AND {{UsageSql.IsValue}} AND {{UsageSql.Age}} < 365
        GROUP BY feature
        ORDER BY feature
        """;

    private const string FirstDaysSql =
        $$"""
        SELECT account_id, min(day) AS first_day
        FROM usage_daily
        WHERE {{UsageSql.Known}} AND account_id != ''
        GROUP BY account_id
        ORDER BY account_id
        """;

    private const string HeartbeatSql =
        $"SELECT maxOrNull(day) FROM usage_daily WHERE {UsageSql.Known}";

    public Task<List<UserUsageRow>> UsersAsync(QueryScope scope, CancellationToken cancellationToken) =>
        store.QueryAsync(
            UsersSql,
            scope.Parameters(),
            row => new UserUsageRow(row.ReadString(), row.ReadString(), row.ReadUInt32(), (long)row.ReadUInt64(), (double)row.ReadUInt128() / (1L << 52)),
            cancellationToken);

    public Task<List<FeatureUseRow>> FeatureUsesAsync(QueryScope scope, IEnumerable<string> features, CancellationToken cancellationToken)
    {
        var parameters = scope.Parameters();
        parameters.Add("features", features);
        return store.QueryAsync(
            FeatureUsesSql,
            parameters,
            row => new FeatureUseRow(row.ReadString(), row.ReadString(), row.ReadString(), (long)row.ReadUInt64(), row.ReadUInt64(), row.ReadUInt64()),
            cancellationToken);
    }

    public Task<List<FeatureTotal>> FeatureTotalsAsync(QueryScope scope, CancellationToken cancellationToken) =>
        store.QueryAsync(FeatureTotalsSql, scope.Parameters(), row => new FeatureTotal(row.ReadString(), (long)row.ReadUInt64()), cancellationToken);

    /// <summary>Lists every account seen up to the day with its first day, whatever it did.</summary>
    public Task<List<AccountFirstDay>> FirstDaysAsync(QueryScope scope, CancellationToken cancellationToken) =>
        store.QueryAsync(FirstDaysSql, scope.Parameters(), row => new AccountFirstDay(row.ReadString(), row.ReadDate()), cancellationToken);

    /// <summary>Gets the last day up to the day asked for on which the tenant's product reported anything; null if never.</summary>
    public async Task<DateOnly?> HeartbeatAsync(QueryScope scope, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(HeartbeatSql, scope.Parameters(), row => row.ReadNullable(value => value.ReadDate()), cancellationToken);
        return rows[0];
    }
}
