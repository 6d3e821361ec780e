namespace CsTelemetry.Adoption.Knowledge;

/// <summary>Compares what was known with what is known now.</summary>
public static class TimelineDifference
{
    /// <summary>
    /// Finds the first day on which two timelines differ; null when they say the same of every day. <see cref="DateOnly.MinValue"/> when they differ
    /// from the beginning.
    /// </summary>
    /// <param name="before">One timeline.</param>
    /// <param name="after">The other one.</param>
    /// <typeparam name="T">What is told.</typeparam>
    public static DateOnly? First<T>(Timeline<T> before, Timeline<T> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);

        // Between two edges nothing changes, so they differ first at an edge or not at all.
        foreach (var day in Edges(before).Concat(Edges(after)).Append(DateOnly.MinValue).Order())
        {
            var (was, now) = (before.TryAt(day, out var old), after.TryAt(day, out var young));
            if (was != now || (was && !EqualityComparer<T>.Default.Equals(old, young)))
            {
                return day;
            }
        }

        return null;
    }

    /// <summary>Finds the first day on which two sets of timelines differ; a timeline that one of them lacks knows of no day.</summary>
    /// <param name="before">One set.</param>
    /// <param name="after">The other one.</param>
    /// <typeparam name="T">What is told.</typeparam>
    public static DateOnly? First<T>(IReadOnlyDictionary<string, Timeline<T>> before, IReadOnlyDictionary<string, Timeline<T>> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        DateOnly? first = null;
        foreach (var key in before.Keys.Union(after.Keys))
        {
            first = Earlier(first, First(before.GetValueOrDefault(key) ?? Timelines.None<T>(), after.GetValueOrDefault(key) ?? Timelines.None<T>()));
        }

        return first;
    }

    /// <summary>Tells the earlier of two days; null is never.</summary>
    public static DateOnly? Earlier(DateOnly? one, DateOnly? other) => one is null || other < one ? other ?? one : one;

    private static IEnumerable<DateOnly> Edges<T>(Timeline<T> timeline) =>
        timeline.Intervals.SelectMany(interval => new[] { interval.From, interval.Until }).OfType<DateOnly>();
}
