using CsTelemetry.Adoption.Tests.Building;

namespace CsTelemetry.Adoption.Tests;

public sealed class ReachTargetTests
{
    [Theory]
    [InlineData("2025-10-01", .50)]
    [InlineData("2025-09-30", .70)]
    [InlineData("2025-07-01", .70)]
    [InlineData("2025-06-30", .80)]
    [InlineData("2020-01-01", .80)]
    public void The_share_to_reach_grows_six_and_nine_calendar_months_after_the_first_day(string firstDay, double target)
    {
        var account = Sample.Account() with { FirstDay = DateOnly.Parse(firstDay), EligibleSeats = 8 };

        Assert.Equal(target, Sample.Score(account).Line("reach").Fact("target_share"));
    }

    [Fact]
    public void More_active_people_than_seats_reach_all_of_it()
    {
        Assert.Equal(1, Sample.Score(Sample.Account() with { EligibleSeats = 2 }).Line("reach").X);
    }
}
