using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>Reads `from` and `interval`: the days as of which a metric is shown. Without `from` it is the day asked for alone.</summary>
internal static class MetricDays
{
    /// <exception cref="InvalidParameterException">A parameter cannot be used.</exception>
    public static IReadOnlyList<DateOnly> Read(string? from, string? interval, DateOnly asOf, MetricOptions limits)
    {
        var step = MetricParameterReader.Choice<CalendarInterval>("interval", interval) ?? CalendarInterval.Week;
        if (MetricParameterReader.Day("from", from) is not { } first)
        {
            return string.IsNullOrEmpty(interval) ? [asOf] : throw new InvalidParameterException("interval", "It needs `from`, the first day to show.");
        }

        if (first > asOf)
        {
            throw new InvalidParameterException("from", $"{first:yyyy-MM-dd} lies after as_of {asOf:yyyy-MM-dd}.");
        }

        var days = step.EndsIn(new DaySpan(first, asOf)).Take(limits.MaxSeriesDays + 1).Append(asOf).Distinct().ToArray();
        return days.Length <= limits.MaxSeriesDays
            ? days
            : throw new InvalidParameterException("from", $"There are more than {limits.MaxSeriesDays} days to show; begin later, or take a longer `interval`. {MetricOptions.WayToRaise(nameof(limits.MaxSeriesDays))}");
    }
}
