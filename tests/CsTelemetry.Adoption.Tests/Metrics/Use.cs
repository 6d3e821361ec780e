using CsTelemetry.Adoption.Metrics;

namespace CsTelemetry.Adoption.Tests.Metrics;

/// <summary>Writes uses down as people read them: by days of March 2026.</summary>
internal static class Use
{
    public static DateOnly March(int day) => new DateOnly(2026, 3, 1).AddDays(day - 1);

    public static PersonUse On(string user, params int[] days) =>
        new("acme", user, March(days[0]), days.GroupBy(day => day).Select(day => new DayUse(March(day.Key), day.Count())));
}
