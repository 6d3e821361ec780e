using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Tests.Building;

namespace CsTelemetry.Adoption.Tests;

public sealed class CurveTests
{
    private static readonly Curve Hill = new([new(.2, .1), new(.5, 1), new(.9, .4)]);

    [Theory]
    [InlineData(0, .1)]
    [InlineData(.2, .1)]
    [InlineData(.35, .55)]
    [InlineData(.5, 1)]
    [InlineData(.7, .7)]
    [InlineData(.9, .4)]
    [InlineData(1, .4)]
    public void A_curve_runs_straight_between_its_points_and_level_beyond_them(double x, double y)
    {
        Assert.Equal(y, Hill.At(x), 1e-12);
    }

    [Fact]
    public void A_component_passes_through_its_curve_and_shows_its_value_before()
    {
        var model = AdoptionModel.V1 with { Curves = new(Footprint: Hill) };
        var plain = Sample.Score(Sample.Account());

        var score = AdoptionScorer.Score(Sample.Account(), Sample.AsOf, Sample.Core, Sample.Targets, model);

        var before = plain.Line("footprint").X!.Value;
        Assert.Equal(before, score.Line("footprint").Fact("x_before_curve"));
        Assert.Equal(Hill.At(before), score.Line("footprint").X);
        Assert.Equal(20 * Hill.At(before), score.Line("footprint").Points, 1e-12);
        Assert.Equal(plain.Line("breadth"), score.Line("breadth"), (a, b) => a.Points.Equals(b.Points));
        ScoreAssert.Balanced(score);
    }

    [Fact]
    public void A_falling_curve_makes_more_use_cost_points()
    {
        var model = AdoptionModel.V1 with { Curves = new(Intensity: new Curve([new(0, 1), new(1, 0)])) };
        var busy = Sample.Account([.. Sample.Account().Users.Select(user => user with { DecayedEvents = 1000 })]);

        var few = AdoptionScorer.Score(Sample.Account(), Sample.AsOf, Sample.Core, Sample.Targets, model);
        var many = AdoptionScorer.Score(busy, Sample.AsOf, Sample.Core, Sample.Targets, model);

        Assert.True(many.Score < few.Score);
        Assert.Equal(0, many.Line("intensity").X);
    }

    [Fact]
    public void A_missing_component_stays_missing_whatever_its_curve()
    {
        var model = AdoptionModel.V1 with { Curves = new(Resilience: new Curve([new(0, 1), new(1, 1)])) };

        Assert.Null(AdoptionScorer.Score(Sample.Account() with { EligibleSeats = 1 }, Sample.AsOf, Sample.Core, Sample.Targets, model).Line("resilience").X);
    }
}
