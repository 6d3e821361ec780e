namespace CsTelemetry.Collector.Storing;

/// <summary>
/// Decides when inserts are audited: soon when nothing more comes, every interval while they follow each other. What an audit reads
/// grows with the days that it is about, so each is followed by a rest that keeps auditing to its share of the time, at most ten seconds:
/// at a share of a twentieth until an audit takes half a second. Not thread-safe.
/// </summary>
/// <param name="interval">How often it audits while inserts follow each other.</param>
/// <param name="share">The share, above 0 and up to 1, which is no rest.</param>
/// <param name="time">The clock.</param>
internal sealed class AuditPace(TimeSpan interval, double share, TimeProvider time)
{
    /// <summary>While this many inserts wait for their audit, it runs whatever the time: one query names them all.</summary>
    internal const int MaxUnauditedCount = 64;

    internal static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(10);

    private long _endedAt = time.GetTimestamp();
    private TimeSpan _rest;

    /// <summary>Gets how long the next audit has still to wait, though nothing more comes; zero when it need not.</summary>
    public TimeSpan Rest
    {
        get
        {
            var left = _rest - time.GetElapsedTime(_endedAt);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <param name="unaudited">How many inserts wait for their audit.</param>
    /// <param name="isDry">Whether there is nothing more to insert.</param>
    public bool IsDue(int unaudited, bool isDry) =>
        unaudited >= MaxUnauditedCount || (unaudited > 0 && Rest == TimeSpan.Zero && (isDry || time.GetElapsedTime(_endedAt) >= interval));

    /// <summary>Runs an audit and takes in how long it took; one that fails is due again at once.</summary>
    public async Task<T> AuditAsync<T>(Func<Task<T>> audit)
    {
        var startedAt = time.GetTimestamp();
        var result = await audit();
        var rest = time.GetElapsedTime(startedAt) * Math.Round((1 / share) - 1, 9);
        (_endedAt, _rest) = (time.GetTimestamp(), rest < LongestRest ? rest : LongestRest);
        return result;
    }
}
