using System.Globalization;

namespace CsTelemetry.Collector.Knowing.Documents;

/// <summary>Checks the lines of timelines: days that exist, intervals that hold a day, none of one subject overlapping. Pure.</summary>
internal static class TimelineCheck
{
    public const int MaxIntervalCount = 200;

    public static void Run<T>(DocumentCheck check, string pointer, IReadOnlyList<T>? lines, Func<T, string> subject, int maxCount)
        where T : class, IDays
    {
        if (lines is null)
        {
            return;
        }

        if (lines.Count > maxCount)
        {
            check.Add(pointer, $"It has {lines.Count} lines; it may have {maxCount}.");
            return;
        }

        CheckDays(check, pointer, lines);
        foreach (var timeline in lines.Index().Where(line => line.Item is not null).GroupBy(line => subject(line.Item), StringComparer.Ordinal))
        {
            CheckOverlap(check, pointer, timeline.Key, [.. timeline.OrderBy(line => line.Item.From ?? DateOnly.MinValue)]);
        }
    }

    private static void CheckDays<T>(DocumentCheck check, string pointer, IReadOnlyList<T> lines)
        where T : class, IDays
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i] is not { } line)
            {
                check.Add($"{pointer}/{i}", "It is null; leave it out.");
                continue;
            }

            check.Day($"{pointer}/{i}/from", line.From);
            check.Day($"{pointer}/{i}/until", line.Until);
            if (line.Until is { } until && until <= (line.From ?? DateOnly.MinValue))
            {
                check.Add($"{pointer}/{i}/until", $"The interval from {Day(line.From)} until {Day(until)} holds no day; `until` is the first day after it.");
            }
        }
    }

    private static void CheckOverlap<T>(DocumentCheck check, string pointer, string subject, (int Index, T Item)[] ordered)
        where T : class, IDays
    {
        if (ordered.Length > MaxIntervalCount)
        {
            check.Add(pointer, $"It has {ordered.Length} intervals{Of(subject)}; it may have {MaxIntervalCount}.");
            return;
        }

        for (var i = 1; i < ordered.Length; i++)
        {
            var (before, after) = (ordered[i - 1], ordered[i]);
            if (!(before.Item.Until <= (after.Item.From ?? DateOnly.MinValue)))
            {
                check.Add(
                    $"{pointer}/{after.Index}/from",
                    $"The interval from {Day(after.Item.From)} overlaps the one from {Day(before.Item.From)} until {Day(before.Item.Until)} (/{pointer}/{before.Index}){Of(subject)}; end that by then.");
            }
        }
    }

    private static string Of(string subject) => subject.Length == 0 ? "" : $" of \"{DocumentCheck.Shown(subject)}\"";

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "ever";
}
