namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>Checks a client's books.</summary>
internal static class Books
{
    public static void AssertBalanced(TelemetryStatistics stats) =>
        Assert.Equal(stats.Tracked, stats.Delivered + stats.Rejected.Total + stats.Dropped.Total + stats.Queued + stats.Persisted);
}
