namespace CsTelemetry.Exporting;

/// <summary>Tells how long to wait before the next attempt to send a batch.</summary>
internal sealed class RetrySchedule(TimeSpan firstDelay, TimeSpan longestDelay)
{
    /// <summary>Draws the wait after so many failures in a row.</summary>
    /// <param name="failures">The failures so far; 1 or more.</param>
    /// <param name="jitter">The dice; 0 to 1.</param>
    /// <param name="atLeast">What the collector asked for; zero when it did not.</param>
    public TimeSpan DelayAfter(int failures, double jitter, TimeSpan atLeast)
    {
        // Full jitter: collectors that restart must not meet every client at the same instant. It comes on top of what
        // the collector asked for, since it asked many clients for the same.
        var ceiling = Math.Min(longestDelay.Ticks, firstDelay.Ticks * Math.Pow(2, failures - 1));
        return atLeast + TimeSpan.FromTicks((long)(ceiling * jitter));
    }
}
