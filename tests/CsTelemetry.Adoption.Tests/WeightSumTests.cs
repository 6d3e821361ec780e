using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Tests;

public sealed class WeightSumTests
{
    [Fact]
    public void A_sum_of_weights_that_is_a_last_bit_short_reaches_its_limit()
    {
        Assert.True(.7 + .1 + .1 < .9);
        Assert.True(WeightSum.Reaches(.7 + .1 + .1, .9));
    }

    [Fact]
    public void A_sum_that_lacks_a_hundredth_does_not()
    {
        Assert.False(WeightSum.Reaches(.59, .6));
    }
}
