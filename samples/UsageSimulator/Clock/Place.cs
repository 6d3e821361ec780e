namespace UsageSimulator.Clock;

/// <summary>
/// Tells the offset from UTC where an account works. It carries its own rules, by whole days, so that the log does not
/// depend on the machine's time-zone data.
/// </summary>
/// <param name="StandardMinutes">The offset in winter, in minutes.</param>
/// <param name="SummerTime">When an hour is added.</param>
internal sealed record Place(int StandardMinutes, SummerTime SummerTime)
{
    public static readonly IReadOnlyList<Place> All =
    [
        new(0, SummerTime.European),
        new(60, SummerTime.European),
        new(120, SummerTime.European),
        new(-300, SummerTime.American),
        new(-360, SummerTime.American),
        new(-480, SummerTime.American),
        new(330, SummerTime.None),
        new(540, SummerTime.None),
        new(-180, SummerTime.None),
    ];

    /// <summary>How many accounts work at each place, in proportion.</summary>
    public static readonly double[] Weights = [14, 20, 6, 22, 10, 14, 7, 4, 3];

    /// <summary>Tells the offset on a local day.</summary>
    public TimeSpan OffsetOn(DateOnly day)
    {
        var summer = SummerTime switch
        {
            SummerTime.European => day >= SundayFrom(day.Year, 3, 25) && day < SundayFrom(day.Year, 10, 25),
            SummerTime.American => day >= SundayFrom(day.Year, 3, 8) && day < SundayFrom(day.Year, 11, 1),
            _ => false,
        };
        return TimeSpan.FromMinutes(StandardMinutes + (summer ? 60 : 0));
    }

    private static DateOnly SundayFrom(int year, int month, int day)
    {
        var first = new DateOnly(year, month, day);
        return first.AddDays((7 - (int)first.DayOfWeek) % 7);
    }
}
