using CsTelemetry.Adoption.Metrics;
using static CsTelemetry.Adoption.Tests.Metrics.Use;

namespace CsTelemetry.Adoption.Tests.Metrics;

public sealed class FunnelTests
{
    private static readonly string[] Steps = ["view", "edit", "share"];
    private static readonly DaySpan Entry = new(March(1), March(5));

    [Fact]
    public void Each_step_counts_those_who_came_to_it_in_order_within_the_window()
    {
        var funnel = Funnel.Of(Steps, TimeSpan.FromHours(24), Entry,
        [
            Walker("ann", (1, 9, "view"), (1, 10, "edit"), (1, 15, "share")),
            Walker("bob", (1, 9, "edit"), (1, 10, "view"), (1, 11, "share")),
            Walker("cem", (2, 9, "view"), (2, 10, "edit"), (3, 10, "share")),
            Walker("dee", (9, 9, "view"), (9, 10, "edit"), (9, 11, "share")),
            Walker("eve", (3, 9, "edit"), (3, 10, "share")),
        ]);

        Assert.Equal([3, 2, 1], funnel.Select(step => step.Reached));
        Assert.Equal([1, 2 / 3d, 1 / 3d], funnel.Select(step => step.OfEntered));
        Assert.Equal([1, 2 / 3d, .5], funnel.Select(step => step.OfPrevious));
        Assert.Equal([0, 1, 6], funnel.Select(step => step.MedianHours));
    }

    [Fact]
    public void A_later_start_may_come_further_than_the_first_one()
    {
        var funnel = Funnel.Of(Steps, TimeSpan.FromHours(2), Entry, [Walker("ann", (1, 9, "view"), (1, 10, "edit"), (1, 11, "view"), (1, 12, "edit"), (1, 13, "share"))]);

        Assert.Equal([1, 1, 1], funnel.Select(step => step.Reached));
    }

    [Fact]
    public void One_moment_is_one_step()
    {
        var funnel = Funnel.Of(["view", "view", "edit"], TimeSpan.FromHours(2), Entry, [Walker("ann", (1, 9, "view"), (1, 10, "view"), (1, 10, "edit"))]);

        Assert.Equal([1, 1, 0], funnel.Select(step => step.Reached));
    }

    [Fact]
    public void The_people_of_an_account_walk_together()
    {
        FunnelWalker[] people = [Walker("ann", (1, 9, "view")), Walker("bob", (1, 10, "edit")), Walker("cem", (1, 11, "share"))];

        Assert.Equal([1, 0, 0], Funnel.Of(Steps, TimeSpan.FromDays(1), Entry, people).Select(step => step.Reached));
        Assert.Equal([1, 1, 1], Funnel.Of(Steps, TimeSpan.FromDays(1), Entry, Funnel.ByAccount(people)).Select(step => step.Reached));
    }

    [Fact]
    public void A_funnel_without_entrants_has_no_shares()
    {
        Assert.All(Funnel.Of(Steps, TimeSpan.FromDays(1), Entry, []), step => Assert.Equal((0, null, null, null), (step.Reached, step.OfEntered, step.OfPrevious, step.MedianHours)));
        Assert.Contains("1 steps", Assert.Throws<ArgumentException>(() => Funnel.Of(["view"], TimeSpan.FromDays(1), Entry, [])).Message, StringComparison.Ordinal);
    }

    private static FunnelWalker Walker(string user, params (int Day, int Hour, string Feature)[] uses) => new("acme", user, [.. uses.Select(use => new FunnelEvent(
        new DateTimeOffset(March(use.Day).ToDateTime(new TimeOnly(use.Hour, 0)), TimeSpan.Zero).ToUnixTimeMilliseconds(), March(use.Day), use.Feature))]);
}
