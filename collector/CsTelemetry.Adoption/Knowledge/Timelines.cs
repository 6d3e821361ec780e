using System.Globalization;

namespace CsTelemetry.Adoption.Knowledge;

/// <summary>Makes timelines.</summary>
public static class Timelines
{
    /// <summary>Makes the timeline that knows of no day.</summary>
    public static Timeline<T> None<T>() => new([]);

    /// <summary>Makes a timeline of one value for all days.</summary>
    public static Timeline<T> Always<T>(T value) => new([new Interval<T>(null, null, value)]);

    /// <summary>Makes a timeline.</summary>
    /// <param name="intervals">The intervals in any order.</param>
    /// <typeparam name="T">What is told.</typeparam>
    /// <exception cref="ArgumentException">An interval is empty or two overlap; the message names their days.</exception>
    public static Timeline<T> Of<T>(IEnumerable<Interval<T>> intervals)
    {
        ArgumentNullException.ThrowIfNull(intervals);
        var ordered = intervals.ToArray();
        Array.Sort(ordered, (a, b) => Start(a).CompareTo(Start(b)));
        for (var i = 0; i < ordered.Length; i++)
        {
            if (ordered[i].Until is { } until && until <= Start(ordered[i]))
            {
                throw new ArgumentException($"The interval from {Day(ordered[i].From)} until {Day(until)} holds no day; `until` is the first day after it.", nameof(intervals));
            }

            if (i > 0 && !(ordered[i - 1].Until <= Start(ordered[i])))
            {
                throw new ArgumentException(
                    $"The interval from {Day(ordered[i - 1].From)} until {Day(ordered[i - 1].Until)} overlaps the one from {Day(ordered[i].From)}; end it by then.", nameof(intervals));
            }
        }

        return new Timeline<T>(ordered);
    }

    private static DateOnly Start<T>(Interval<T> interval) => interval.From ?? DateOnly.MinValue;

    private static string Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "ever";
}
