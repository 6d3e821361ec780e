namespace CsTelemetry.Adoption.Knowledge;

/// <summary>
/// Holds what was true on which days: validity intervals in order, none overlapping, gaps allowed. A day in a gap is unknown, which is
/// not the same as none. Immutable; safe to share between threads.
/// </summary>
/// <typeparam name="T">What is told.</typeparam>
public sealed class Timeline<T>
{
    internal Timeline(Interval<T>[] intervals) => Intervals = intervals;

    /// <summary>Gets the intervals, the earliest first.</summary>
    public IReadOnlyList<Interval<T>> Intervals { get; }

    /// <summary>Finds what held on a day; false when that is not known.</summary>
    public bool TryAt(DateOnly day, out T value)
    {
        foreach (var interval in Intervals)
        {
            if (interval.Contains(day))
            {
                value = interval.Value;
                return true;
            }
        }

        value = default!;
        return false;
    }
}
