using CsTelemetry.Collector.Api;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Api;

public sealed class TrendMapTests
{
    [Fact]
    public void A_row_has_twelve_weeks_oldest_first_and_zeros_where_nothing_happened()
    {
        WeekActivity[] weeks = [new("f", 0, 3, 1, 30), new("f", 11, 2, 1, 20), new("f", 4, 1, 1, 10)];

        var trend = TrendMap.Row(weeks, Sample.Today);

        Assert.Equal([20L, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 30], trend.Select(week => week.Uses));
        Assert.Equal([2L, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 3], trend.Select(week => week.ActiveUsers));
        Assert.Equal(Enumerable.Range(0, 12).Select(i => Sample.Today.AddDays(-7 * (11 - i))), trend.Select(week => week.WeekEnding));
    }

    [Fact]
    public void The_portfolio_has_twenty_six_weeks()
    {
        var trend = TrendMap.Portfolio([new WeekActivity("", 25, 3, 2, 30)], Sample.Today);

        Assert.Equal(26, trend.Count);
        Assert.Equal((3L, 2L, 30L), (trend[0].ActiveUsers, trend[0].ActiveAccounts, trend[0].Uses));
        Assert.Equal(Sample.Today.AddDays(-175), trend[0].WeekEnding);
        Assert.Equal(Sample.Today, trend[^1].WeekEnding);
        Assert.All(trend.Skip(1), week => Assert.Equal((0L, 0L, 0L), (week.ActiveUsers, week.ActiveAccounts, week.Uses)));
    }

    [Fact]
    public void Without_any_week_all_are_zero() => Assert.All(TrendMap.Row([], Sample.Today), week => Assert.Equal(0, week.Uses));
}
