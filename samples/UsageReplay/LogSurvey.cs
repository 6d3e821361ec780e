namespace UsageReplay;

/// <summary>Knows what a replay of a log will send, from reading it once beforehand: a bad line is found before anything is sent.</summary>
internal sealed record LogSurvey(DateOnly FirstDay, DateOnly LastDay, long FeatureUses)
{
    /// <param name="log">The log.</param>
    /// <param name="until">The last day that is kept; null for the log's last day.</param>
    /// <exception cref="UsageLogException">A line is bad, or no line is kept.</exception>
    public static LogSurvey Of(UsageLog log, DateOnly? until)
    {
        var first = DateOnly.MaxValue;
        var last = DateOnly.MinValue;
        var kept = 0L;
        foreach (var row in log.Read())
        {
            if (row.Day <= (until ?? DateOnly.MaxValue))
            {
                first = kept == 0 ? row.Day : first;
                last = row.Day;
                kept++;
            }
        }

        // The day that is moved is the one that was asked for, even if nothing happened on it.
        return kept > 0 ? new(first, until ?? last, kept)
            : throw new UsageLogException($"{log.Name} has no events{(until is { } day ? $" up to {day:O}" : "")}.");
    }
}
