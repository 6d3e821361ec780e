namespace CsTelemetry.ClickHouse.Hosting;

/// <summary>Tells how long to wait before a server that ended by itself is started again.</summary>
internal sealed class RestartSchedule(TimeSpan firstDelay, TimeSpan longestDelay)
{
    // Full jitter: what the server died of may be something that many processes wait for.
    internal TimeSpan DelayAfter(int failures, double jitter)
    {
        var ceiling = Math.Min(longestDelay.Ticks, firstDelay.Ticks * Math.Pow(2, failures - 1));
        return TimeSpan.FromTicks((long)(ceiling * jitter));
    }
}
