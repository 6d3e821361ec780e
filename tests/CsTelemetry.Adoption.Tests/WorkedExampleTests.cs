using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Tests.Building;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Tests;

/// <summary>The model's published example: Acme, 14 months old, 20 seats, 14 active users.</summary>
public sealed class WorkedExampleTests
{
    [Theory]
    [InlineData("reach", .8583, 17.17, 2.83)]
    [InlineData("consistency", .8323, 20.81, 4.19)]
    [InlineData("breadth", .8889, 17.78, 2.22)]
    [InlineData("intensity", .8855, 17.71, 2.29)]
    [InlineData("resilience", 1, 10.00, 0)]
    [InlineData("momentum", .6544, 3.27, 1.73)]
    public void Each_component_of_Acme_has_its_printed_value_points_and_loss(string key, double x, double points, double lost)
    {
        var line = Score(Acme.Account(8)).Line(key);

        Assert.Equal(x, Math.Round(line.X!.Value, 4));
        Assert.Equal(points, Math.Round(line.Points, 2));
        Assert.Equal(lost, Math.Round(line.PointsLost, 2));
    }

    [Fact]
    public void Acme_scores_86_74_with_all_weight_available_and_no_cap()
    {
        var score = Score(Acme.Account(8));

        Assert.Equal(86.74, Math.Round(score.Score!.Value, 2));
        Assert.Equal(1, score.Coverage!.Value, 1e-12);
        Assert.Empty(score.Caps);
        ScoreAssert.Balanced(score);
    }

    [Fact]
    public void Acme_shows_the_numbers_its_components_were_made_from()
    {
        var score = Score(Acme.Account(8));

        Assert.Equal(.6867, Math.Round(score.Line("reach").Fact("smoothed_share"), 4));
        Assert.Equal(.80, score.Line("reach").Fact("target_share"));
        Assert.Equal(4, score.Line("reach").Fact("smoothing_seats"));
        Assert.Equal(.31, Math.Round(score.Line("resilience").Fact("top_user_share"), 2));
        Assert.Equal(260, score.Line("resilience").Fact("value_events_84d"));
        Assert.Equal(9.5, score.Line("momentum").Fact("weekly_users_now"));
        Assert.Equal(12, score.Line("momentum").Fact("weekly_users_base"));
        Assert.Equal(412.5, score.Line("intensity").Fact("decayed_events"));
    }

    [Fact]
    public void Acme_explains_each_component_in_a_sentence()
    {
        var reasons = Score(Acme.Account(8)).Components.Select(line => line.Reason);

        Assert.Equal(
            [
                "14 of 20 eligible seats were active in the last 28 days, 68.7 % after smoothing; the target at this tenure is 80 %.",
                "10 of the last 12 weeks had value events; recent weeks count more.",
                "8 of 10 core features were used at least 2 times on 2 days in the last 84 days; the target is 9.",
                "Value events, halved for every 28 days of age, sum to 412.5; the target, taken from comparable accounts, is 900.",
                "The busiest person made 31.2 % of the 260 value events of the last 84 days; up to 40 % costs nothing.",
                "On average 9.5 people a week were active in the last 4 weeks, against 12 in the 12 weeks before.",
            ],
            reasons);
    }

    [Fact]
    public void The_line_that_costs_most_is_the_reason_of_the_score()
    {
        var score = Score(Acme.Account(8));

        Assert.Equal(score.Line("consistency").Reason, score.Reason);
    }

    [Fact]
    public void A_small_plan_that_is_fully_used_has_full_breadth_and_scores_88_96()
    {
        var acme = Acme.Account(5) with { EntitledFeatures = Acme.Core.Take(5).Select(feature => feature.Feature).ToHashSet() };

        Assert.Equal(1, Score(acme).Line("breadth").X);
        Assert.Equal(88.96, Math.Round(Score(acme).Score!.Value, 2));
    }

    [Fact]
    public void Counting_features_it_cannot_buy_would_score_80_07()
    {
        Assert.Equal(5d / 9, Score(Acme.Account(5)).Line("breadth").X!.Value, 1e-12);
        Assert.Equal(80.07, Math.Round(Score(Acme.Account(5)).Score!.Value, 2));
    }

    [Theory]
    [InlineData(13, 3.72)]
    [InlineData(60, 15.02)]
    public void Licences_of_a_hundred_seats_give_their_printed_points_of_reach(int active, double points)
    {
        var users = Enumerable.Range(0, active).Select(i => Sample.User($"u{i:000}")).ToArray();
        var account = new AccountUsage("licences", Acme.AsOf.AddMonths(-14), users, EligibleSeats: 100);

        Assert.Equal(points, Math.Round(Score(account).Line("reach").Points, 2));
    }

    private static AdoptionScore Score(AccountUsage account) => AdoptionScorer.Score(account, Acme.AsOf, Acme.Model);
}
