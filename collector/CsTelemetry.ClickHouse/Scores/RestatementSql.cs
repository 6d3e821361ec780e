namespace CsTelemetry.ClickHouse.Scores;

/// <summary>The statements about what was said otherwise after it had been said for good.</summary>
internal static class RestatementSql
{
    /// <summary>The account-days of some days whose newest row is a restatement of what had been said for good before, in the order of days and accounts.</summary>
    public static string List(bool ofOne) =>
        $$"""
        SELECT as_of, account_id, first_run, newest_run
        FROM ({{Restated(ofOne)}})
        WHERE (as_of, account_id) > ({after_day:Date}, {after_account:String})
        ORDER BY as_of, account_id
        LIMIT {limit:UInt32}
        """;

    public static string Count(bool ofOne) => $"SELECT count() FROM ({Restated(ofOne)})";

    /// <summary>What some runs said of some accounts at some days.</summary>
    public static readonly string OfRuns =
        $$"""
        SELECT {{ScoreRowFormat.Select}}
        FROM score_rows
        WHERE tenant = {tenant:String} AND model_hash = {model:String} AND account_id IN {accounts:Array(String)} AND as_of IN {days:Array(Date)} AND run_id IN {runs:Array(UInt64)}
        ORDER BY account_id, as_of, run_id
        """;

    /// <summary>What some runs looked at: the knowledge and the run that made their basis.</summary>
    public const string RunSources =
        """
        SELECT run_id, basis_run, knowledge_version
        FROM score_runs
        WHERE tenant = {tenant:String} AND run_id IN {runs:Array(UInt64)}
        """;

    private static string Restated(bool ofOne) =>
        $$"""
        SELECT as_of, account_id, minIf(run_id, {{ScoreSql.IsFinal}}) AS first_run, max(run_id) AS newest_run
        FROM score_rows
        WHERE tenant = {tenant:String} AND model_hash = {model:String} AND as_of BETWEEN {from:Date} AND {to:Date}{{(ofOne ? " AND account_id = {account:String}" : "")}}
            AND {{ScoreSql.Ended}} as_of BETWEEN {from:Date} AND {to:Date})
        GROUP BY as_of, account_id
        HAVING first_run > 0 AND first_run < newest_run AND newest_run > {since:UInt64} AND argMax(kind, run_id) = 'restatement'
        """;
}
