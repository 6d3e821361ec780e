namespace CsTelemetry.ClickHouse.Scores;

/// <summary>The statements by which collectors agree on who runs the scores and how far that one is.</summary>
internal static class ScoreKeepingSql
{
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
}
