using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Targets;
using CsTelemetry.Adoption.Tests.Building;

namespace CsTelemetry.Adoption.Tests;

public sealed class MissingComponentTests
{
    private static readonly AdoptionTargets NoTargets = new(null, null, null, null, 0);

    [Fact]
    public void Footprint_stands_in_the_place_of_reach_when_seats_are_unknown()
    {
        var score = Sample.Score(Sample.Account());

        Assert.Equal(["footprint", "consistency", "breadth", "intensity", "resilience", "momentum"], score.Components.Select(line => line.Key));
        Assert.Equal(Math.Log(4) / Math.Log(5), score.Line("footprint").X!.Value, 1e-12);
        Assert.Equal(.20, score.Line("footprint").ModelWeight);
        Assert.Equal("3 people were active in the last 28 days; the target, taken from comparable accounts, is 4.", score.Line("footprint").Reason);
    }

    [Fact]
    public void Reach_is_missing_without_a_mean_to_smooth_towards()
    {
        AssertMissing(Sample.Score(Sample.Account() with { EligibleSeats = 5 }, Sample.Targets with { MeanUtilisation = null }), "reach");
    }

    [Fact]
    public void Reach_and_resilience_are_missing_without_an_eligible_seat()
    {
        var score = Sample.Score(Sample.Account() with { EligibleSeats = 0 });

        AssertMissing(score, "reach", "resilience");
        Assert.Equal("Reach is missing: the account has no eligible seat.", score.Line("reach").Reason);
    }

    [Fact]
    public void Reach_is_zero_not_missing_when_nobody_is_active()
    {
        var score = Sample.Score(Sample.Account(Sample.SilentUser("ann"), Sample.SilentUser("bob")) with { EligibleSeats = 5 });

        Assert.Equal(0, score.Line("reach").X);
    }

    [Fact]
    public void Footprint_is_missing_without_its_target()
    {
        AssertMissing(Sample.Score(Sample.Account(), Sample.Targets with { ActiveUsers = null }), "footprint");
    }

    [Fact]
    public void Breadth_is_missing_without_its_target()
    {
        AssertMissing(Sample.Score(Sample.Account(), Sample.Targets with { AdoptedCore = null }), "breadth");
    }

    [Fact]
    public void Breadth_is_missing_when_the_plan_includes_no_core_feature()
    {
        var score = Sample.Score(Sample.Account() with { EntitledFeatures = new HashSet<string> { "other" } });

        AssertMissing(score, "breadth");
        Assert.Equal("Breadth is missing: the account is entitled to no core feature.", score.Line("breadth").Reason);
    }

    [Fact]
    public void Breadth_is_missing_when_there_are_no_core_features()
    {
        AssertMissing(Sample.Score(Sample.Account(), core: []), "breadth");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0d)]
    public void Intensity_is_missing_without_a_target_above_zero(double? target)
    {
        AssertMissing(Sample.Score(Sample.Account(), Sample.Targets with { DecayedEvents = target }), "intensity");
    }

    [Fact]
    public void Resilience_is_missing_in_an_account_of_one_seat()
    {
        AssertMissing(Sample.Score(Sample.Account() with { EligibleSeats = 1 }), "resilience");
    }

    [Fact]
    public void Resilience_is_zero_not_missing_without_an_event_in_84_days()
    {
        var score = Sample.Score(Sample.Account(Sample.SilentUser("ann")));

        Assert.Equal(0, score.Line("resilience").X);
        Assert.Equal("There was no value event in the last 84 days.", score.Line("resilience").Reason);
    }

    [Fact]
    public void Momentum_is_missing_on_day_111_and_there_on_day_112()
    {
        AssertMissing(Sample.Score(Sample.Account() with { FirstDay = Sample.AsOf.AddDays(-110) }), "momentum");
        Assert.True(Sample.Score(Sample.Account() with { FirstDay = Sample.AsOf.AddDays(-111) }).Line("momentum").Available);
    }

    [Fact]
    public void A_missing_weight_is_handed_on_in_proportion()
    {
        var score = Sample.Score(Sample.Account() with { EligibleSeats = 1 });

        Assert.Equal(.9, score.Coverage!.Value, 1e-12);
        Assert.Equal(.25 / .9, score.Line("consistency").Weight, 1e-12);
        Assert.Equal((0, 0, 0), (score.Line("resilience").Weight, score.Line("resilience").Points, score.Line("resilience").PointsLost));
    }

    [Fact]
    public void A_coverage_of_exactly_point_six_is_enough()
    {
        var score = Sample.Score(Sample.Account(), Sample.Targets with { ActiveUsers = null, DecayedEvents = null });

        Assert.Equal(.6, score.Coverage!.Value, 1e-12);
        ScoreAssert.Balanced(score);
    }

    [Fact]
    public void Below_a_coverage_of_point_six_there_is_no_score_and_the_missing_are_named()
    {
        var score = Sample.Score(Sample.Account(), NoTargets);

        Assert.Equal(AdoptionState.InsufficientData, score.State);
        Assert.Equal(.4, score.Coverage!.Value, 1e-12);
        Assert.Null(score.Score);
        Assert.Equal("Only 40 % of the weight is available, 60 % is needed; missing: footprint, breadth, intensity.", score.Reason);
    }

    private static void AssertMissing(AdoptionScore score, params string[] keys)
    {
        var missing = score.Components.Where(line => !line.Available).ToArray();
        Assert.Equal(keys, missing.Select(line => line.Key));
        Assert.All(missing, line => Assert.Null(line.X));
        Assert.All(missing, line => Assert.StartsWith($"{line.Label} is missing: ", line.Reason, StringComparison.Ordinal));
        ScoreAssert.Balanced(score);
    }
}
