namespace CsTelemetry.Adoption.Metrics;

/// <summary>
/// Walks ordered steps within a window. A walk starts with a use of the first step's feature on one of the entry days; each further step is a use
/// at a strictly later moment; the last must come within the window after the start. Who can start more than once counts by the walk that
/// comes furthest. Other uses in between do not matter.
/// </summary>
public static class Funnel
{
    /// <summary>The most steps.</summary>
    public const int MaxSteps = 10;

    /// <summary>Counts how many came how far.</summary>
    /// <param name="steps">The features, 2 to 10; one may come more than once.</param>
    /// <param name="window">The longest time from the first use to the last.</param>
    /// <param name="entry">The days on which a walk may start.</param>
    /// <param name="walkers">Who did what.</param>
    /// <exception cref="ArgumentException">There are fewer than 2 steps or more than 10.</exception>
    public static IReadOnlyList<FunnelStep> Of(IReadOnlyList<string> steps, TimeSpan window, DaySpan entry, IEnumerable<FunnelWalker> walkers)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (steps.Count is < 2 or > MaxSteps)
        {
            throw new ArgumentException($"A funnel of {steps.Count} steps cannot be; it has 2 to {MaxSteps}.", nameof(steps));
        }

        var times = walkers.Select(walker => Walk(steps, (long)window.TotalMilliseconds, entry, walker.Events)).ToArray();
        var reached = steps.Select((_, step) => times.Where(time => time[step] is not null).Select(time => time[step]!.Value / 3_600_000d).ToArray()).ToArray();
        return [.. steps.Select((feature, step) => new FunnelStep(
            feature,
            reached[step].Length,
            Share(reached[step].Length, reached[0].Length),
            Share(reached[step].Length, reached[Math.Max(0, step - 1)].Length),
            Distribution.Of(reached[step])?.P50))];
    }

    /// <summary>Joins the people of each account to one walker.</summary>
    public static IEnumerable<FunnelWalker> ByAccount(IEnumerable<FunnelWalker> walkers) =>
        walkers.GroupBy(walker => walker.AccountId, StringComparer.Ordinal)
            .Select(group => new FunnelWalker(group.Key, "", [.. group.SelectMany(walker => walker.Events)]));

    // For each step: the milliseconds from the start of the first walk that reached it; null when none did.
    private static long?[] Walk(IReadOnlyList<string> steps, long window, DaySpan entry, IReadOnlyList<FunnelEvent> events)
    {
        // The latest start of a walk that has come to each step: it leaves the most time for the rest.
        var starts = new long?[steps.Count];
        var took = new long?[steps.Count];
        foreach (var moment in events.GroupBy(use => use.At).OrderBy(group => group.Key))
        {
            for (var step = steps.Count - 1; step >= 0; step--)
            {
                // From the last step to the first: one moment is one step of a walk.
                var start = step == 0
                    ? moment.Any(use => use.Feature == steps[0] && entry.Contains(use.Day)) ? moment.Key : null
                    : starts[step - 1] is { } before && moment.Key - before <= window && moment.Any(use => use.Feature == steps[step]) ? (long?)before : null;
                starts[step] = start is null || starts[step] > start ? starts[step] : start;
                took[step] ??= moment.Key - start;
            }
        }

        return took;
    }

    private static double? Share(int part, int whole) => whole > 0 ? (double)part / whole : null;
}
