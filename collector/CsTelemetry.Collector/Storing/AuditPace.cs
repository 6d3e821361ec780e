namespace CsTelemetry.Collector.Storing;

/// <summary>
/// Decides when inserts are audited: soon when nothing more comes, every interval while they follow each other. What an audit reads
/// grows with the days that it is about, so each is followed by a rest of nineteen times what it took, at most ten seconds: a twentieth
/// of the time is spent on auditing until an audit takes half a second. Not thread-safe.
/// </summary>
internal sealed class AuditPace(TimeSpan interval, TimeProvider time)
{
    /// <summary>While this many inserts wait for their audit, it runs whatever the time: one query names them all.</summary>
    internal const int MaxUnauditedCount = 64;

    private const int RestFactor = 19;
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(10);

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
        var rest = RestFactor * time.GetElapsedTime(startedAt);
        (_endedAt, _rest) = (time.GetTimestamp(), rest < LongestRest ? rest : LongestRest);
        return result;
    }
}
