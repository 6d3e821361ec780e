using CsTelemetry.Adoption.Tests.Building;

namespace CsTelemetry.Adoption.Tests;

public sealed class CapTests
{
    [Fact]
    public void An_account_without_an_active_user_in_28_days_cannot_pass_20()
    {
        var user = Sample.User("ann") with { WeekBlocks = 0xFFF0 };
        var score = Sample.Score(Sample.Account(user, user with { UserId = "bob" }));

        var cap = Assert.Single(score.Caps);
        Assert.Equal(("no_active_users", 20), (cap.Key, cap.Limit));
        Assert.Equal(20, score.Score);
        Assert.Equal(20 - score.Components.Sum(line => line.Points), cap.Points, 1e-9);
        Assert.Equal("Nobody was active in the last 28 days, so the score cannot pass 20.", score.Reason);
        ScoreAssert.Balanced(score);
    }

    [Fact]
    public void A_cap_that_takes_nothing_away_has_no_line()
    {
        var score = Sample.Score(Sample.Account(Sample.SilentUser("ann"), Sample.SilentUser("bob")));

        Assert.True(score.Score < 20);
        Assert.Empty(score.Caps);
    }

    [Fact]
    public void One_user_with_more_than_80_percent_of_events_caps_an_account_of_five_seats_at_60()
    {
        var score = Sample.Score(OneCarrier(81, 19) with { EligibleSeats = 5 });

        var cap = Assert.Single(score.Caps);
        Assert.Equal(("single_point_of_failure", 60), (cap.Key, cap.Limit));
        Assert.Equal(60, score.Score);
        Assert.Equal("One person made 81 % of the value events in an account of 5 seats, so the score cannot pass 60.", cap.Reason);
        ScoreAssert.Balanced(score);
    }

    [Fact]
    public void Exactly_80_percent_is_not_a_single_point_of_failure()
    {
        Assert.Empty(Sample.Score(OneCarrier(80, 20) with { EligibleSeats = 5 }).Caps);
    }

    [Fact]
    public void Four_seats_are_too_few_for_a_single_point_of_failure()
    {
        Assert.Empty(Sample.Score(OneCarrier(99, 1) with { EligibleSeats = 4 }).Caps);
    }

    [Fact]
    public void Unknown_seats_are_no_single_point_of_failure()
    {
        Assert.Empty(Sample.Score(OneCarrier(99, 1)).Caps);
    }

    [Fact]
    public void When_both_caps_apply_only_the_tighter_one_takes_points()
    {
        var account = OneCarrier(99, 1);
        var score = Sample.Score(account with
        {
            EligibleSeats = 5,
            Users = [.. account.Users.Select(user => user with { WeekBlocks = 0xFFF0 })],
        });

        Assert.Equal("no_active_users", Assert.Single(score.Caps).Key);
        Assert.Equal(20, score.Score);
    }

    private static Usage.AccountUsage OneCarrier(long top, long other) => Sample.Account(
        Sample.User("ann") with { Events84 = top, DecayedEvents = 200 },
        Sample.User("bob") with { Events84 = other },
        Sample.User("cem") with { Events84 = 0 },
        Sample.User("dan") with { Events84 = 0 });
}
