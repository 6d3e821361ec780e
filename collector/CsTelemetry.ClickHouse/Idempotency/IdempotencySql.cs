namespace CsTelemetry.ClickHouse.Idempotency;

/// <summary>Holds the statements about repeated calls.</summary>
internal static class IdempotencySql
{
    // Of an attempt, the greatest kind is the last. One that was claimed long ago and said no more has died.
    public const string Attempts =
        """
        SELECT attempt, any(wal_id), toInt8(max(kind)) AS newest, min(recorded_at) AS begun, anyIf(sealed, kind = 'answered')
        FROM idempotency
        WHERE tenant = {tenant:String} AND call_sha256 = {call:String} AND recorded_at > {since:DateTime64(3, 'UTC')}
        GROUP BY attempt
        HAVING newest = 2 OR (newest = 1 AND begun > {alive_since:DateTime64(3, 'UTC')})
        ORDER BY newest DESC, begun, attempt
        LIMIT 8
        """;
}
