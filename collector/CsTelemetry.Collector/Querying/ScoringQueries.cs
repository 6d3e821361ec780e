using CsTelemetry.Adoption.Usage;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Rows;

namespace CsTelemetry.Collector.Querying;

/// <summary>
/// Asks for what the score is computed from. It does not obey what is known about exclusion now: who computes does, by what was known at the time. Thread-safe.
/// </summary>
internal sealed class ScoringQueries(ClickHouseClient store)
{
    /// <summary>For how many days a program that reported an account is remembered.</summary>
    public const int SenderDays = 91;

    private const string IsValue = "kind = 'feature_use' AND actor_kind = 'human' AND feature NOT IN {navigation:Array(String)}";

    // Weights of 2^(−age/28) as integers of 2^-52: a sum of integers is the same in every order, so that a score
    // can be computed again to the last bit however the server splits the work.
    private const string DecayUnit = "4503599627370496";

    // A thousand accounts of a thousand people with a dozen features each.
    private const long MaxAnswerBytes = 1L << 30;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Lists the people of accounts, summed by window.</summary>
    public Task<List<UserUsageRow>> UsersAsync(ScoringSource source, CancellationToken cancellationToken) => AskAsync(
        $$"""
        SELECT account_id,
               user_id,
               toUInt32(groupBitOrIf(bitShiftLeft(toUInt64(1), intDiv({{UsageSql.Age}}, 7)), {{UsageSql.Age}} < 112)) AS week_blocks,
               sumIf(events, {{UsageSql.Age}} < 84) AS events_84,
               toUInt128(sum(toUInt128(events) * toUInt64(round(exp2(-{{UsageSql.Age}} / 28) * {{DecayUnit}})))) AS decayed
        FROM {{source.From}}
        WHERE {{source.Rows}} AND {{IsValue}} AND {{UsageSql.YoungerThan365}}
        GROUP BY account_id, user_id
        ORDER BY account_id, user_id
        """,
        source.Parameters(),
        row => new UserUsageRow(row.ReadString(), row.ReadString(), row.ReadUInt32(), (long)row.ReadUInt64(), (double)row.ReadUInt128() / (1L << 52)),
        cancellationToken);

    /// <summary>Lists what the people of accounts did with some features.</summary>
    public Task<List<FeatureUseRow>> FeatureUsesAsync(ScoringSource source, IEnumerable<string> features, CancellationToken cancellationToken)
    {
        var parameters = source.Parameters();
        parameters.Add("features", features);
        return AskAsync(
            $$"""
            SELECT account_id,
                   user_id,
                   feature,
                   sum(events) AS uses,
                   {{UsageSql.DayBitColumns}}
            FROM {{source.From}}
            WHERE {{source.Rows}} AND {{IsValue}} AND {{UsageSql.YoungerThan84}} AND feature IN {features:Array(String)}
            GROUP BY account_id, user_id, feature
            ORDER BY account_id, user_id, feature
            """,
            parameters,
            row => new FeatureUseRow(row.ReadString(), row.ReadString(), row.ReadString(), (long)row.ReadUInt64(), row.ReadUInt64(), row.ReadUInt64()),
            cancellationToken);
    }

    /// <summary>Sums up the use of every feature, of those whose use counts now.</summary>
    public Task<List<FeatureTotal>> FeatureTotalsAsync(QueryScope scope, CancellationToken cancellationToken) => AskAsync(
        $"""
        SELECT feature, sum(events) AS uses
        FROM usage_daily
        WHERE {UsageSql.Known} AND {UsageSql.IsValue} AND {UsageSql.YoungerThan365}
        GROUP BY feature
        ORDER BY feature
        """,
        scope.Parameters(),
        row => new FeatureTotal(row.ReadString(), (long)row.ReadUInt64()),
        cancellationToken);

    /// <summary>Lists every account seen up to the day with its first days, whatever it did.</summary>
    public Task<List<AccountSpan>> SpansAsync(ScoringSource source, CancellationToken cancellationToken) => AskAsync(
        $"""
        SELECT account_id, min(day) AS first_day, max(day) AS last_day, minOrNullIf(day, {IsValue}) AS first_use
        FROM {source.From}
        WHERE {source.Rows}
        GROUP BY account_id
        ORDER BY account_id
        """,
        source.Parameters(),
        row => new AccountSpan(row.ReadString(), row.ReadDate(), row.ReadDate(), row.ReadNullable(value => value.ReadDate())),
        cancellationToken);

    /// <summary>Lists which programs reported which accounts last when, within <see cref="SenderDays"/> days, as far as was seen.</summary>
    public Task<List<SenderDay>> SendersAsync(ScoringSource source, CancellationToken cancellationToken)
    {
        var within = source.Horizon is null ? "" : $" AND {HorizonSql.Within}";
        return AskAsync(
            $$"""
            SELECT account_id, application, environment, max(day) AS last_day
            FROM events
            WHERE tenant = {tenant:String} AND day <= {as_of:Date} AND day > {as_of:Date} - {{SenderDays}}{{within}}
            GROUP BY account_id, application, environment
            ORDER BY account_id, application, environment
            """,
            (source with { Range = null, Accounts = null }).Parameters(),
            row => new SenderDay(row.ReadString(), row.ReadString(), row.ReadString(), row.ReadDate()),
            cancellationToken);
    }

    private Task<List<T>> AskAsync<T>(string sql, ClickHouseParameters parameters, Func<RowBinaryReader, T> read, CancellationToken cancellationToken) =>
        store.QueryAsync(new ClickHouseQuery(sql) { Parameters = parameters, Timeout = Limit, MaxResponseBytes = MaxAnswerBytes }, read, cancellationToken);
}
