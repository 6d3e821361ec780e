namespace UsageReplay;

/// <summary>Moves times by whole days, so that the log's last day becomes another one and the time of day stays.</summary>
internal sealed class ReplayCalendar(DateOnly lastDay, DateOnly becomes)
{
    private readonly int _days = becomes.DayNumber - lastDay.DayNumber;

    public DateTimeOffset Move(DateTimeOffset time) => time.AddDays(_days);

    public DateOnly Move(DateOnly day) => day.AddDays(_days);

    /// <summary>Gives the time of the login that must have come before: one second earlier, but on the same UTC day.</summary>
    public static DateTimeOffset LoginBefore(DateTimeOffset firstUse)
    {
        var utc = firstUse.ToUniversalTime();
        return utc.TimeOfDay < TimeSpan.FromSeconds(1) ? new DateTimeOffset(utc.Date, TimeSpan.Zero) : utc.AddSeconds(-1);
    }
}
