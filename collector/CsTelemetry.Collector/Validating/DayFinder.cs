namespace CsTelemetry.Collector.Validating;

/// <summary>Finds the day of a moment in a time zone. Remembers the last minute, where the events of a batch mostly lie. Not thread-safe.</summary>
/// <remarks>Since 2000, the oldest moment that is accepted, zones have changed their offsets at whole minutes only (St. John's at 00:01).</remarks>
internal sealed class DayFinder
{
    private const long MinuteMilliseconds = 60 * 1000;
    private const long DayMilliseconds = 24 * 60 * 60 * 1000;

    private TimeZoneInfo? _zone;
    private long _minute;
    private long _offset;

    /// <summary>Says how many days the zone's calendar is ahead of UTC's at that moment: −1, 0 or 1.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="moment">Milliseconds since 1970, of the years 1 to 9999.</param>
    public sbyte ShiftAt(TimeZoneInfo zone, long moment)
    {
        if (ReferenceEquals(zone, TimeZoneInfo.Utc))
        {
            return 0;
        }

        var minute = Floor(moment, MinuteMilliseconds);
        if (!ReferenceEquals(zone, _zone) || minute != _minute)
        {
            (_zone, _minute) = (zone, minute);
            _offset = (long)zone.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds(moment)).TotalMilliseconds;
        }

        return (sbyte)(Floor(moment + _offset, DayMilliseconds) - Floor(moment, DayMilliseconds));
    }

    private static long Floor(long moment, long unit) => (moment / unit) - (moment % unit < 0 ? 1 : 0);
}
