namespace CsTelemetry.ClickHouse.Scores;

/// <summary>The statements about stored scores.</summary>
internal static class ScoreSql
{
    private const string OfDay = "tenant = {tenant:String} AND as_of = {as_of:Date} AND model_hash = {model:String}";

    private static string Restated(bool ofOne) =>
        $$"""
        SELECT as_of, account_id, minIf(run_id, {{IsFinal}}) AS first_run, max(run_id) AS newest_run
        FROM score_rows
        WHERE tenant = {tenant:String} AND model_hash = {model:String} AND as_of BETWEEN {from:Date} AND {to:Date}{{(ofOne ? " AND account_id = {account:String}" : "")}}
            AND {{Ended}} as_of BETWEEN {from:Date} AND {to:Date})
        GROUP BY as_of, account_id
        HAVING first_run > 0 AND first_run < newest_run AND newest_run > {since:UInt64} AND argMax(kind, run_id) = 'restatement'
        """;

    private const string IsFinal = "kind IN ('frozen', 'backfill')";

    // What a run wrote that did not end is nobody's word.
    private const string Ended = "run_id IN (SELECT run_id FROM score_runs WHERE tenant = {tenant:String} AND ";

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

    /// <summary>The account-days of some days whose newest row is a restatement of what had been said for good before, in the order of days and accounts.</summary>
    public static string Restatements(bool ofOne) =>
        $$"""
        SELECT as_of, account_id, first_run, newest_run
        FROM ({{Restated(ofOne)}})
        WHERE (as_of, account_id) > ({after_day:Date}, {after_account:String})
        ORDER BY as_of, account_id
        LIMIT {limit:UInt32}
        """;

    public static string RestatementCount(bool ofOne) => $"SELECT count() FROM ({Restated(ofOne)})";

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

    public const string Models =
        """
        SELECT version, revision, hash, toInt8(state), note, body, recorded_at, recorded_by
        FROM score_models
        WHERE tenant = {tenant:String}
        ORDER BY version, revision DESC
        LIMIT 1 BY version
        """;

    public const string WriteModel =
        """
        INSERT INTO score_models (tenant, version, revision, hash, state, note, body, recorded_at, recorded_by)
        SELECT {tenant:String}, {version:String}, {revision:UInt64}, {hash:String}, {state:Int8}, {note:String}, {body:String}, {recorded_at:DateTime64(3, 'UTC')}, {recorded_by:String}
        """;

    public const string Renew = "INSERT INTO score_keepers (wal_id) SELECT {log:UInt64}";

    public const string Keeper =
        """
        SELECT min(wal_id)
        FROM (SELECT wal_id, max(renewed_at) AS renewed FROM score_keepers GROUP BY wal_id)
        WHERE renewed > now64(3) - toIntervalSecond({seconds:UInt32})
        """;

    public const string Marks = "SELECT wal_id, argMax(wal_batch, recorded_at) FROM score_marks GROUP BY wal_id ORDER BY wal_id";

    public const string WriteMarks = "INSERT INTO score_marks (wal_id, wal_batch) SELECT mark.1, mark.2 FROM (SELECT arrayJoin(arrayZip({logs:Array(UInt64)}, {batches:Array(UInt64)})) AS mark)";

    public const string Backlog =
        """
        SELECT tenant, argMax(from_day, recorded_at)
        FROM score_backlog
        GROUP BY tenant
        HAVING argMax(is_open, recorded_at)
        ORDER BY tenant
        """;

    public const string WriteBacklog = "INSERT INTO score_backlog (tenant, is_open, from_day) SELECT {tenant:String}, {is_open:Bool}, {from:Date}";

    public const string Validation =
        """
        SELECT body
        FROM validations
        WHERE tenant = {tenant:String} AND model_version = {version:String}
        ORDER BY computed_at DESC
        LIMIT 1
        """;

    public const string WriteValidation =
        """
        INSERT INTO validations (tenant, model_version, model_hash, computed_at, body)
        SELECT {tenant:String}, {version:String}, {hash:String}, {computed_at:DateTime64(3, 'UTC')}, {body:String}
        """;
}
