using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Api;

/// <summary>Lays week blocks out oldest first, with a zero for each block in which nothing happened.</summary>
internal static class TrendMap
{
    public static IReadOnlyList<WeekPoint> Row(IEnumerable<WeekActivity> weeks, DateOnly asOf) =>
        [.. Blocks(weeks, UsageSql.TrendBlocks).Select((week, i) => new WeekPoint(EndOf(asOf, UsageSql.TrendBlocks, i), week.ActiveUsers, week.Uses))];

    public static IReadOnlyList<PortfolioWeekPoint> Portfolio(IEnumerable<WeekActivity> weeks, DateOnly asOf) =>
        [.. Blocks(weeks, UsageSql.PortfolioTrendBlocks).Select((week, i) =>
            new PortfolioWeekPoint(EndOf(asOf, UsageSql.PortfolioTrendBlocks, i), week.ActiveUsers, week.ActiveAccounts, week.Uses))];

    private static WeekActivity[] Blocks(IEnumerable<WeekActivity> weeks, int count)
    {
        var blocks = new WeekActivity[count];
        foreach (var week in weeks)
        {
            blocks[count - 1 - week.Block] = week;
        }

        return blocks;
    }

    private static DateOnly EndOf(DateOnly asOf, int count, int index) => asOf.AddDays(-7 * (count - 1 - index));
}
