using CsTelemetry.Adoption.Validation;
using CsTelemetry.ClickHouse;

namespace CsTelemetry.Collector.Querying;

/// <summary>Reads the whole history of a tenant's value events, for questions that replay it. Thread-safe.</summary>
internal sealed class HistoryQueries(ClickHouseClient store)
{
    /// <summary>The most rows that are read: about 100 bytes of memory each.</summary>
    public const long MaxRows = 10_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const string RowCountSql = $"SELECT count() FROM usage_daily WHERE {UsageSql.Known} AND {UsageSql.IsValue}";

    private const string FirstDaysSql = $"SELECT account_id, min(day) FROM usage_daily WHERE {UsageSql.Known} AND account_id != '' GROUP BY account_id ORDER BY account_id";

    private const string UsesSql =
        $"""
        SELECT account_id, user_id, feature, day, sum(events)
        FROM usage_daily
        WHERE {UsageSql.Known} AND {UsageSql.IsValue}
        GROUP BY account_id, user_id, feature, day
        ORDER BY account_id, user_id, feature, day
        """;

    /// <summary>Counts the rows that a replay would read, at most.</summary>
    public async Task<long> RowCountAsync(QueryScope scope, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(RowCountSql, scope.Parameters(), row => (long)row.ReadUInt64(), cancellationToken);
        return rows[0];
    }

    /// <summary>Reads every account that was seen up to the day, with all of its people's value events up to then.</summary>
    public async Task<List<AccountHistory>> ReadAsync(QueryScope scope, CancellationToken cancellationToken)
    {
        var firstDays = await store.QueryAsync(FirstDaysSql, scope.Parameters(), row => (Account: row.ReadString(), Day: row.ReadDate()), cancellationToken);
        var uses = new Dictionary<string, List<DayUse>>(StringComparer.Ordinal);
        var query = new ClickHouseQuery(UsesSql) { Parameters = scope.Parameters(), Timeout = Patience };
        await foreach (var (account, use) in store.StreamAsync(
            query, row => (row.ReadString(), new DayUse(row.ReadString(), row.ReadString(), row.ReadDate(), (long)row.ReadUInt64())), cancellationToken))
        {
            if (!uses.TryGetValue(account, out var own))
            {
                uses[account] = own = [];
            }

            own.Add(use);
        }

        return [.. firstDays.Select(account => new AccountHistory(account.Account, account.Day, uses.GetValueOrDefault(account.Account) ?? []))];
    }
}
