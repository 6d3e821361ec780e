namespace CsTelemetry.Adoption.Metrics;

/// <summary>Finds who came back after a first use. Only those who could have reached a window by the day asked for are in its denominator.</summary>
public static class Retention
{
    /// <summary>Looks at all who began within a span as one cohort.</summary>
    /// <param name="uses">The uses, each person at most once, with all days from the span's first on.</param>
    /// <param name="began">The days of first uses.</param>
    /// <param name="windows">The windows.</param>
    /// <param name="asOf">The newest day that counts.</param>
    public static RetentionCohort Of(IEnumerable<PersonUse> uses, DaySpan began, IReadOnlyList<RetentionWindow> windows, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(windows);
        var people = uses.Where(use => began.Contains(use.FirstDay) && use.FirstDay <= asOf).ToArray();
        return new RetentionCohort(began.From, began.To, people.Length, [.. windows.Select(window => Cell(people, window, asOf))]);
    }

    /// <summary>Parts those who began within a span by the day, week or month of their first use; cohorts of nobody are left out.</summary>
    /// <inheritdoc cref="Of"/>
    public static IReadOnlyList<RetentionCohort> Cohorts(
        IEnumerable<PersonUse> uses, DaySpan began, CalendarInterval interval, IReadOnlyList<RetentionWindow> windows, DateOnly asOf) =>
        [.. uses
            .Where(use => began.Contains(use.FirstDay))
            .GroupBy(use => interval.StartOf(use.FirstDay))
            .OrderBy(group => group.Key)
            .Select(group => Of(group, Within(began, new DaySpan(group.Key, interval.EndOf(group.Key))), windows, asOf))];

    private static DaySpan Within(DaySpan outer, DaySpan inner) =>
        new(inner.From < outer.From ? outer.From : inner.From, inner.To > outer.To ? outer.To : inner.To);

    private static RetentionCell Cell(PersonUse[] people, RetentionWindow window, DateOnly asOf)
    {
        var (eligible, retained) = (0, 0);
        foreach (var person in people.Where(person => asOf.DayNumber - person.FirstDay.DayNumber >= window.DaysNeeded))
        {
            var to = window.ToDay is { } last ? person.FirstDay.AddDays(last) : asOf;
            eligible++;
            retained += person.IsActiveIn(person.FirstDay.AddDays(window.FromDay), to) ? 1 : 0;
        }

        return new RetentionCell(window.FromDay, window.ToDay, eligible, retained);
    }
}
