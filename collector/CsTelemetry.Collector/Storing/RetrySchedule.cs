namespace CsTelemetry.Collector.Storing;

/// <summary>Tells how long to wait before the next attempt: exponential with full jitter. Pure.</summary>
internal sealed class RetrySchedule(TimeSpan firstDelay, TimeSpan longestDelay)
{
    private const int MaxDoublings = 30;

    /// <param name="failures">How many attempts have failed in a row, at least 1.</param>
    /// <param name="jitter">A draw of 0 to 1.</param>
    public TimeSpan DelayAfter(int failures, double jitter)
    {
        var ceiling = Math.Min(longestDelay.Ticks, firstDelay.Ticks * Math.Pow(2, Math.Min(failures - 1, MaxDoublings)));
        return TimeSpan.FromTicks((long)(ceiling * jitter));
    }
}
