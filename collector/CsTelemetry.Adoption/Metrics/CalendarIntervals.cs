namespace CsTelemetry.Adoption.Metrics;

/// <summary>Does arithmetic with days, weeks and months.</summary>
public static class CalendarIntervals
{
    /// <summary>Finds the first day of the interval that holds a day.</summary>
    public static DateOnly StartOf(this CalendarInterval interval, DateOnly day) => interval switch
    {
        CalendarInterval.Day => day,
        CalendarInterval.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        _ => new DateOnly(day.Year, day.Month, 1),
    };

    /// <summary>Finds the last day of the interval that holds a day.</summary>
    public static DateOnly EndOf(this CalendarInterval interval, DateOnly day) => interval switch
    {
        CalendarInterval.Day => day,
        CalendarInterval.Week => interval.StartOf(day).AddDays(6),
        _ => interval.StartOf(day).AddMonths(1).AddDays(-1),
    };

    /// <summary>Lists the last days of the intervals that end within a span, ascending: complete ones only.</summary>
    public static IEnumerable<DateOnly> EndsIn(this CalendarInterval interval, DaySpan span)
    {
        for (var end = interval.EndOf(span.From); end <= span.To; end = interval.EndOf(end.AddDays(1)))
        {
            yield return end;
        }
    }
}
