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

    // By a hash, so that any part of the accounts is like the whole; one account after the other, so that the last one can be left out when it is cut.
    private const string SampleSql =
        $$"""
        SELECT account_id, user_id, feature, day, sum(events)
        FROM usage_daily
        WHERE {{UsageSql.Known}} AND {{UsageSql.IsValue}} AND account_id != '' AND day >= {from:Date} AND cityHash64(account_id, 'sample') % {parts:UInt64} = 0
            AND cityHash64(account_id) <= {below:UInt64}
        GROUP BY account_id, user_id, feature, day
        ORDER BY cityHash64(account_id), account_id
        LIMIT {limit:UInt64}
        """;

    // As many as a sample may be drawn from, or a few more.
    private const string DrawnFromSql =
        """
        SELECT count()
        FROM usage_daily
        WHERE tenant = {tenant:String} AND kind = 'feature_use' AND actor_kind = 'human' AND day BETWEEN {from:Date} AND {as_of:Date}
        """;

    // Accounts are not alike: so many times the rows that are wanted are drawn, lest they be too few.
    private const double Margin = 1.5;

    /// <summary>Counts the rows that a replay would read, at most.</summary>
    public async Task<long> RowCountAsync(QueryScope scope, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(RowCountSql, scope.Parameters(), row => (long)row.ReadUInt64(), cancellationToken);
        return rows[0];
    }

    /// <summary>Reads the value events of some accounts from a day on, always the same ones: whole accounts, as many as have no more rows than asked for.</summary>
    /// <param name="scope">Whose, and the last day.</param>
    /// <param name="from">The first day.</param>
    /// <param name="parts">One account in so many is read, at most.</param>
    /// <param name="maxRows">The most rows.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyDictionary<string, List<DayUse>>> SampleAsync(QueryScope scope, DateOnly from, int parts, int maxRows, CancellationToken cancellationToken)
    {
        var below = await BelowAsync(scope, from, parts, maxRows, cancellationToken);
        var (uses, isCut) = await DrawAsync(scope, from, parts, maxRows, below, cancellationToken);
        return isCut || below == ulong.MaxValue ? uses : (await DrawAsync(scope, from, parts, maxRows, ulong.MaxValue, cancellationToken)).Uses;
    }

    // Accounts come in the order of a hash, so those that will be cut off need not be summed and sorted first.
    private async Task<ulong> BelowAsync(QueryScope scope, DateOnly from, int parts, int maxRows, CancellationToken cancellationToken)
    {
        var parameters = scope.Parameters();
        parameters.Add("from", from);
        var rows = await store.QueryAsync(DrawnFromSql, parameters, row => row.ReadUInt64(), cancellationToken);
        var share = Margin * maxRows * parts / Math.Max(1, rows[0]);
        return share >= 1 ? ulong.MaxValue : (ulong)(share * ulong.MaxValue);
    }

    private async Task<(Dictionary<string, List<DayUse>> Uses, bool IsCut)> DrawAsync(
        QueryScope scope, DateOnly from, int parts, int maxRows, ulong below, CancellationToken cancellationToken)
    {
        var parameters = scope.Parameters();
        parameters.Add("from", from);
        parameters.Add("parts", parts);
        parameters.Add("limit", maxRows + 1);
        parameters.Add("below", below);
        var uses = new Dictionary<string, List<DayUse>>(StringComparer.Ordinal);
        var (rows, last) = (0, "");
        await foreach (var (account, use) in store.StreamAsync(
            new ClickHouseQuery(SampleSql) { Parameters = parameters, Timeout = Patience },
            row => (row.ReadString(), new DayUse(row.ReadString(), row.ReadString(), row.ReadDate(), (long)row.ReadUInt64())),
            cancellationToken))
        {
            (rows, last) = (rows + 1, account);
            if (!uses.TryGetValue(account, out var own))
            {
                uses[account] = own = [];
            }

            own.Add(use);
        }

        // One that is cut off in the middle would look as if it had come less often.
        if (rows > maxRows && uses.Count > 1)
        {
            uses.Remove(last);
        }

        return (uses, rows > maxRows);
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
