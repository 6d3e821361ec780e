namespace CsTelemetry.Adoption.Metrics;

/// <summary>Finds days that have ended everywhere.</summary>
public static class CompleteDay
{
    /// <summary>Finds the newest day that has ended in all of the time zones.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="zones">The zones, at least one.</param>
    public static DateOnly Newest(DateTimeOffset now, IEnumerable<TimeZoneInfo> zones) =>
        zones.Min(zone => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime)).AddDays(-1);
}
