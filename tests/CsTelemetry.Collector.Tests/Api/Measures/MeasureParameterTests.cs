using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Collector.Api;
using CsTelemetry.Collector.Api.Measures;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Tests.Api.Measures;

public sealed class MeasureParameterTests
{
    private static readonly DateOnly AsOf = new(2026, 3, 18);
    private static readonly MetricOptions Limits = new();
    private static readonly int[] GroupSizes = [0, 1, 4, 5];
    private static readonly double[] Rates = [.1, .2, .3, .3, .5, .9];

    [Fact]
    public void A_series_shows_the_ends_of_intervals_that_are_over_and_the_day_asked_for()
    {
        Assert.Equal([AsOf], MetricDays.Read(null, null, AsOf, Limits));
        Assert.Equal([new(2026, 3, 8), new(2026, 3, 15), AsOf], MetricDays.Read("2026-03-04", null, AsOf, Limits));
        Assert.Equal([new(2026, 1, 31), new(2026, 2, 28), AsOf], MetricDays.Read("2026-01-31", "month", AsOf, Limits));
        Assert.Equal([AsOf.AddDays(-1), AsOf], MetricDays.Read("2026-03-17", "day", AsOf, Limits));
    }

    [Theory]
    [InlineData("2026-03-19", null, "from")]
    [InlineData("1970-01-01", "day", "from")]
    [InlineData("18.3.2026", null, "from")]
    [InlineData(null, "week", "interval")]
    [InlineData("2026-03-01", "hour", "interval")]
    public void Days_that_cannot_be_shown_are_refused_by_the_name_of_the_parameter(string? from, string? interval, string parameter) =>
        Assert.Equal(parameter, Assert.Throws<InvalidParameterException>(() => MetricDays.Read(from, interval, AsOf, Limits)).Parameter);

    [Fact]
    public void Windows_of_retention_are_days_or_spans_of_them()
    {
        Assert.Equal([RetentionWindow.On(1), RetentionWindow.On(30)], new RetentionParameters { Days = "1,30" }.ReadWindows(RetentionKind.NDay, Limits));
        Assert.Equal([RetentionWindow.From(7)], new RetentionParameters { Days = "7" }.ReadWindows(RetentionKind.Unbounded, Limits));
        Assert.Equal([new(0, 0), new(1, 7)], new RetentionParameters { Days = "0-0,1-7" }.ReadWindows(RetentionKind.Bracket, Limits));
        foreach (var days in (string[])["-1", "1001", "1;2", "1-7", " 1", "1,,2", "99999999999"])
        {
            Assert.Equal("days", Assert.Throws<InvalidParameterException>(() => new RetentionParameters { Days = days }.ReadWindows(RetentionKind.NDay, Limits)).Parameter);
        }
    }

    [Fact]
    public void A_limit_that_is_met_names_the_option_that_raises_it()
    {
        var tight = new MetricOptions { MaxSeriesDays = 2, MaxRetentionWindows = 6, MaxRetentionDay = 84 };
        var days = Assert.Throws<InvalidParameterException>(() => MetricDays.Read("2026-03-01", "day", AsOf, tight));
        var windows = Assert.Throws<InvalidParameterException>(() => new RetentionParameters { Days = "1,2,3,4,5,6,7" }.ReadWindows(RetentionKind.NDay, tight));
        var last = Assert.Throws<InvalidParameterException>(() => new RetentionParameters { Days = "85" }.ReadWindows(RetentionKind.NDay, tight));

        Assert.EndsWith("Who runs the collector can raise Metrics:MaxSeriesDays.", days.Message, StringComparison.Ordinal);
        Assert.EndsWith("Metrics:MaxRetentionWindows.", windows.Message, StringComparison.Ordinal);
        Assert.EndsWith("Metrics:MaxRetentionDay.", last.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_walk_of_a_funnel_has_had_its_whole_window()
    {
        Assert.Equal(new DaySpan(AsOf.AddDays(-97), AsOf.AddDays(-14)), new FunnelParameters().ReadSpan(AsOf, 14, 84));

        var late = Assert.Throws<InvalidParameterException>(() => new FunnelParameters { To = "2026-03-05" }.ReadSpan(AsOf, 14, 84));
        Assert.Equal(("to", "A walk that starts on 2026-03-05 has not had 14 days by 2026-03-18; the newest such day is 2026-03-04."), (late.Parameter, late.Message));
    }

    [Fact]
    public void Groups_of_one_to_four_people_are_withheld_from_keys_that_may_not_read_users()
    {
        Assert.Equal([false, true, true, false], GroupSizes.Select(new Privacy(false).Hides));
        Assert.Equal([false, false, false, false], GroupSizes.Select(new Privacy(true).Hides));
        Assert.Contains("`users:read`", Assert.Throws<MissingScopeException>(() => new Privacy(false).DemandPeople("This")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Since_is_a_day_or_the_id_of_a_release()
    {
        var knowledge = new TenantKnowledge { Releases = [new("2026.3", new DateTimeOffset(2026, 3, 4, 23, 30, 0, TimeSpan.Zero), null, [])] };

        Assert.Null(SinceParameter.Read(null, knowledge));
        Assert.Equal(new DateOnly(2026, 3, 4), SinceParameter.Read("2026.3", knowledge));
        Assert.Equal(new DateOnly(2026, 2, 1), SinceParameter.Read("2026-02-01", knowledge));
        Assert.Throws<InvalidParameterException>(() => SinceParameter.Read("2026.4.x", knowledge));
    }

    [Fact]
    public void Pages_of_a_list_without_keys_stay_whole_when_newer_items_come()
    {
        var first = NumberedPage.Cut(new PageParameters(2, null), AsOf, [5, 4, 3, 2, 1]);
        var second = NumberedPage.Cut(PageParameters.Read(2, first.NextCursor), AsOf, [7, 6, 5, 4, 3, 2, 1]);
        var last = NumberedPage.Cut(PageParameters.Read(2, second.NextCursor), AsOf, [7, 6, 5, 4, 3, 2, 1]);

        Assert.Equal([5, 4], first.Items);
        Assert.Equal([3, 2], second.Items);
        Assert.Equal([1], last.Items);
        Assert.Null(last.NextCursor);
        Assert.Throws<InvalidParameterException>(() => NumberedPage.Cut(new PageParameters(2, "99"), AsOf, [1]));
    }

    [Fact]
    public void An_account_is_ranked_among_the_others_not_among_itself()
    {
        AccountFeature[] accounts = [.. Rates.Select((rate, i) => new AccountFeature($"a{i}", "f", FeatureStatus.Tried, null, 10, (int)(rate * 10), 0, 0, 0, null, null))];
        var ranks = new PeerRanks(accounts);

        Assert.Equal([0, 20, 50, 50, 80, 100], accounts.Select(ranks.Of));
        Assert.Null(new PeerRanks(accounts[..5]).Of(accounts[0]));
    }
}
