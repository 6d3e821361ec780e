namespace CsTelemetry.ClickHouse.Scores;

/// <summary>The statements about stored scores and the runs that wrote them.</summary>
internal static class ScoreSql
{
    private const string OfDay = "tenant = {tenant:String} AND as_of = {as_of:Date} AND model_hash = {model:String}";

    /// <summary>What is said for good.</summary>
    public const string IsFinal = "kind IN ('frozen', 'backfill')";

    /// <summary>Begins the condition that a run has ended: what one wrote that did not is nobody's word.</summary>
    public const string Ended = "run_id IN (SELECT run_id FROM score_runs WHERE tenant = {tenant:String} AND ";

    /// <summary>Of each account the newest row of a day; with a first run, only what is newer.</summary>
    public static readonly string Day =
        $$"""
        SELECT {{ScoreRowFormat.Select}}
        FROM score_rows
        WHERE {{OfDay}} AND run_id > {after:UInt64} AND {{Ended}} as_of = {as_of:Date} AND run_id > {after:UInt64})
        ORDER BY account_id, run_id DESC
        LIMIT 1 BY account_id
        """;

    /// <summary>Of each day the newest row of an account.</summary>
    public static readonly string Account =
        $$"""
        SELECT {{ScoreRowFormat.Select}}
        FROM score_rows
        WHERE tenant = {tenant:String} AND account_id = {account:String} AND model_hash = {model:String} AND as_of BETWEEN {from:Date} AND {to:Date}
            AND {{Ended}} as_of BETWEEN {from:Date} AND {to:Date})
        ORDER BY as_of, run_id DESC
        LIMIT 1 BY as_of
        """;

    /// <summary>Of each account the band of the newest of some days, as runs before one had it.</summary>
    public static string Bands(bool ofSome) =>
        $$"""
        SELECT account_id, toInt8(band), toInt8(band_toward), band_weeks
        FROM score_rows
        WHERE tenant = {tenant:String} AND as_of IN {days:Array(Date)} AND model_hash = {model:String} AND run_id < {before:UInt64}{{(ofSome ? " AND account_id IN {accounts:Array(String)}" : "")}}
            AND {{Ended}} as_of IN {days:Array(Date)})
        ORDER BY account_id, as_of DESC, run_id DESC
        LIMIT 1 BY account_id
        """;

    /// <summary>Every row of an account at a day, the newest first.</summary>
    public static readonly string Versions =
        $$"""
        SELECT {{ScoreRowFormat.Select}}
        FROM score_rows
        WHERE {{OfDay}} AND account_id = {account:String} AND {{Ended}} as_of = {as_of:Date})
        ORDER BY run_id DESC
        LIMIT {limit:UInt32}
        """;

    /// <summary>What was first said for good of an account at a day: by the freeze, or when the day was filled in.</summary>
    public static readonly string FirstFinal =
        $$"""
        SELECT {{ScoreRowFormat.Select}}
        FROM score_rows
        WHERE {{OfDay}} AND account_id = {account:String} AND {{IsFinal}} AND {{Ended}} as_of = {as_of:Date})
        ORDER BY run_id
        LIMIT 1
        """;

    /// <summary>Every run of some days, of all models when none is named.</summary>
    public static readonly string Runs =
        $$"""
        SELECT {{ScoreRunFormat.Select}}
        FROM score_runs
        WHERE tenant = {tenant:String} AND as_of BETWEEN {from:Date} AND {to:Date} AND ({model:String} = '' OR model_hash = {model:String})
        ORDER BY as_of, run_id
        """;

    public static readonly string Run =
        $$"""
        SELECT {{ScoreRunFormat.Select}}
        FROM score_runs
        WHERE tenant = {tenant:String} AND run_id = {run:UInt64}
        LIMIT 1
        """;

    /// <summary>The greatest id of all runs, also of those that did not end: of their rows.</summary>
    public const string GreatestRun = "SELECT max(run_id) FROM (SELECT max(run_id) AS run_id FROM score_rows UNION ALL SELECT max(run_id) AS run_id FROM score_runs)";

    public const string NewestRuns =
        """
        SELECT as_of, max(run_id)
        FROM score_runs
        WHERE tenant = {tenant:String} AND model_hash = {model:String} AND as_of IN {days:Array(Date)}
        GROUP BY as_of
        """;
}
