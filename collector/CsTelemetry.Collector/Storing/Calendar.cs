namespace CsTelemetry.Collector.Storing;

/// <summary>Turns days since 1970, as the store keeps them, into days and months. Pure.</summary>
internal static class Calendar
{
    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public static DateOnly DateOf(int day) => DateOnly.FromDayNumber(Math.Clamp(day + Epoch, 0, DateOnly.MaxValue.DayNumber));

    /// <summary>Returns year · 100 + month: one partition of the store each.</summary>
    public static int MonthOf(int day) => MonthOf(DateOf(day));

    public static int MonthOf(DateOnly day) => (day.Year * 100) + day.Month;
}
