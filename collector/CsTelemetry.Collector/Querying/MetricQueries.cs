using CsTelemetry.Adoption.Metrics;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Rows;

namespace CsTelemetry.Collector.Querying;

/// <summary>Reduces the rollup to days of use by person, for the pure metrics to decide about. Thread-safe.</summary>
internal sealed class MetricQueries(ClickHouseClient store, MetricOptions limits)
{
    private const string WayOut = "Ask about fewer: name an account, a feature or a platform, or a later `from`.";

    // Whoever reports an account's events, it is there; what nobody may count is left out later, by the same knowledge.
    private const string AccountsSql =
        """
        SELECT account_id, min(day) AS first_day, max(day) AS last_day
        FROM usage_daily
        WHERE tenant = {tenant:String} AND day <= {as_of:Date} AND account_id != ''
        """;

    private const string PeopleSql =
        $"""
        SELECT account_id, user_id, min(day) AS first_day, max(day) AS last_day
        FROM usage_daily
        WHERE {UsageSql.Known} AND account_id != '' AND user_id != '' AND actor_kind = 'human'
        """;

    // Whoever used it, even a test: it shows that the product reports the feature.
    private const string ReportedSql =
        """
        SELECT feature, min(day) AS first_day
        FROM usage_daily
        WHERE tenant = {tenant:String} AND day <= {as_of:Date} AND kind = 'feature_use'
        GROUP BY feature
        """;

    /// <summary>Lists the accounts seen in any event, or looks for one.</summary>
    public Task<List<SeenAccount>> AccountsAsync(QueryScope scope, string? account, CancellationToken cancellationToken) =>
        ListAsync(
            SeenQuery(AccountsSql, "account_id", scope, account),
            row => new SeenAccount(row.ReadString(), row.ReadDate(), row.ReadDate()),
            _ => 1, limits.MaxPeople, nameof(limits.MaxPeople), "accounts", "Split the tenant.", cancellationToken);

    /// <summary>Lists the humans seen in any event, of all accounts or of one.</summary>
    public Task<List<SeenPerson>> PeopleAsync(QueryScope scope, string? account, CancellationToken cancellationToken) =>
        ListAsync(
            SeenQuery(PeopleSql, "account_id, user_id", scope, account),
            row => new SeenPerson(row.ReadString(), row.ReadString(), row.ReadDate(), row.ReadDate()),
            _ => 1, limits.MaxPeople, nameof(limits.MaxPeople), "people", "Split the tenant.", cancellationToken);

    /// <summary>Finds, for each feature, the first day on which anybody's use of it was reported.</summary>
    public async Task<Dictionary<string, DateOnly>> ReportedAsync(QueryScope scope, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(ReportedSql, scope.Parameters(), row => (Feature: row.ReadString(), Day: row.ReadDate()), cancellationToken);
        return rows.ToDictionary(row => row.Feature, row => row.Day, StringComparer.Ordinal);
    }

    /// <summary>Lists each person's days of use.</summary>
    public Task<List<PersonUse>> UsesAsync(QueryScope scope, UsageQuestion question, CancellationToken cancellationToken)
    {
        var parameters = scope.Parameters();
        parameters.Add("from", question.From);
        return ListAsync(
            new ClickHouseQuery(UsesSql(question, parameters)) { Parameters = parameters },
            ReadUse, use => 1 + use.Days.Length, limits.MaxUseDays, nameof(limits.MaxUseDays), "days of use", WayOut, cancellationToken);
    }

    /// <summary>Lists the uses of a funnel's features from a day on by person, from the raw events: the rollup knows no order within a day.</summary>
    public async Task<List<FunnelWalker>> WalkersAsync(
        QueryScope scope, IReadOnlyList<string> features, DateOnly from, string? platform, CancellationToken cancellationToken)
    {
        var parameters = scope.Parameters();
        parameters.Add("from", from);
        parameters.Add("features", features);
        var rows = await ListAsync(
            new ClickHouseQuery(WalksSql(platform, parameters)) { Parameters = parameters },
            row => (Account: row.ReadString(), User: row.ReadString(), Event: new FunnelEvent(row.ReadInt64(), row.ReadDate(), features[row.ReadUInt8() - 1])),
            _ => 1, limits.MaxFunnelEvents, nameof(limits.MaxFunnelEvents), "events", WayOut, cancellationToken);
        return [.. rows.GroupBy(row => (row.Account, row.User)).Select(own => new FunnelWalker(own.Key.Account, own.Key.User, [.. own.Select(row => row.Event)]))];
    }

    private static ClickHouseQuery SeenQuery(string sql, string keys, QueryScope scope, string? account)
    {
        var parameters = scope.Parameters();
        return new ClickHouseQuery($"{sql}{InAccount(account, parameters)} GROUP BY {keys}") { Parameters = parameters };
    }

    private static string UsesSql(UsageQuestion question, ClickHouseParameters parameters)
    {
        var slice = question.Slice switch { UsageSlice.Feature => "feature", UsageSlice.Platform => "toString(platform)", _ => "''" };
        return
            $$"""
            SELECT account_id, user_id, slice, min(day) AS first_day,
                   arraySort(groupArrayIf((toUInt16(day), uses), day >= {from:Date})) AS days
            FROM
            (
                SELECT account_id, user_id, {{slice}} AS slice, day, toUInt32(least(sum(events), 2147483647)) AS uses
                FROM usage_daily
                WHERE {{UsageSql.Known}} AND {{UsageSql.IsValue}}{{Only(question, parameters)}}
                GROUP BY account_id, user_id, slice, day
            )
            GROUP BY account_id, user_id, slice
            """;
    }

    private static string Only(UsageQuestion question, ClickHouseParameters parameters)
    {
        var only = InAccount(question.Account, parameters);
        if (question.Feature is not null)
        {
            parameters.Add("feature", question.Feature);
            only += " AND feature = {feature:String}";
        }

        return only + OnPlatform(question.Platform, parameters);
    }

    private static string WalksSql(string? platform, ClickHouseParameters parameters) =>
        $$"""
        SELECT account_id, user_id, toUnixTimestamp64Milli(occurred_at) AS at, day, toUInt8(indexOf({features:Array(String)}, toString(feature))) AS step
        FROM events
        WHERE {{UsageSql.Known}} AND {{UsageSql.IsValue}} AND day >= {from:Date} AND feature IN {features:Array(String)}{{OnPlatform(platform, parameters)}}
        """;

    private static string InAccount(string? account, ClickHouseParameters parameters)
    {
        if (account is null)
        {
            return "";
        }

        parameters.Add("account", account);
        return " AND account_id = {account:String}";
    }

    private static string OnPlatform(string? platform, ClickHouseParameters parameters)
    {
        if (platform is null)
        {
            return "";
        }

        parameters.Add("platform", platform);
        return " AND toString(platform) = {platform:String}";
    }

    private static PersonUse ReadUse(RowBinaryReader row)
    {
        var (account, user, slice, first) = (row.ReadString(), row.ReadString(), row.ReadString(), row.ReadDate());
        return new PersonUse(account, user, first, row.ReadArray(item => new DayUse(item.ReadDate(), (int)item.ReadUInt32())), slice);
    }

    private async Task<List<T>> ListAsync<T>(
        ClickHouseQuery query, Func<RowBinaryReader, T> read, Func<T, int> weigh, int limit, string option, string what, string wayOut, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        var weight = 0L;
        await foreach (var row in store.StreamAsync(query, read, cancellationToken))
        {
            weight += weigh(row);
            if (weight > limit)
            {
                throw new MetricLimitException(limit, what, option, wayOut);
            }

            rows.Add(row);
        }

        return rows;
    }
}
