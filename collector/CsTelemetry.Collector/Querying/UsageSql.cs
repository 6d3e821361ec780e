namespace CsTelemetry.Collector.Querying;

/// <summary>The words that every query over the rollup shares, so that one definition serves all.</summary>
internal static class UsageSql
{
    /// <summary>How many week blocks a row's trend has.</summary>
    public const int TrendBlocks = 12;

    /// <summary>How many week blocks the portfolio's trend has.</summary>
    public const int PortfolioTrendBlocks = 26;

    /// <summary>How many days a month of activity has.</summary>
    public const int MonthDays = 28;

    /// <summary>Of whom numbers speak: no account and no user that is excluded. The one rule that every query obeys.</summary>
    public const string Counted =
        """
        account_id GLOBAL NOT IN (SELECT account_id FROM excluded_accounts WHERE tenant = {tenant:String})
            AND (account_id, user_id) GLOBAL NOT IN (SELECT account_id, user_id FROM excluded_users WHERE tenant = {tenant:String})
        """;

    /// <summary>The tenant's rollup rows up to the day asked for, of everybody who counts.</summary>
    public const string Known = $"tenant = {{tenant:String}} AND day <= {{as_of:Date}} AND {Counted}";

    /// <summary>A value event: a feature use by a human, unless the catalog says that the feature is navigation. Page views and logins never are one.</summary>
    public const string IsValue =
        "kind = 'feature_use' AND actor_kind = 'human' AND feature GLOBAL NOT IN (SELECT feature FROM navigation_features WHERE tenant = {tenant:String})";

    /// <summary>The row's age in days; 0 is the day asked for.</summary>
    public const string Age = "dateDiff('day', day, {as_of:Date})";

    /// <summary>The rows of 365 days. Said of the day itself, not of its age, so that older months are not opened.</summary>
    public const string YoungerThan365 = "day > {as_of:Date} - 365";

    /// <summary>The rows of 84 days, said likewise.</summary>
    public const string YoungerThan84 = "day > {as_of:Date} - 84";

    /// <summary>Which of the last 84 days have a row: bit a for day age a, the lower 64 and those above.</summary>
    public const string DayBitColumns =
        $"""
        toUInt64(groupBitOrIf(bitShiftLeft(toUInt64(1), {Age} % 64), {Age} < 64)) AS days_low,
        toUInt64(groupBitOrIf(bitShiftLeft(toUInt64(1), {Age} % 64), {Age} >= 64)) AS days_high
        """;

    /// <summary>DAU, WAU, MAU and the distinct (user, day) pairs of 28 days, from which stickiness follows.</summary>
    public const string ActiveUserColumns =
        $"""
        uniqExactIf((account_id, user_id), {IsValue} AND {Age} = 0) AS dau,
        uniqExactIf((account_id, user_id), {IsValue} AND {Age} < 7) AS wau,
        uniqExactIf((account_id, user_id), {IsValue} AND {Age} < 28) AS mau,
        uniqExactIf((account_id, user_id, day), {IsValue} AND {Age} < 28) AS user_days
        """;
}
