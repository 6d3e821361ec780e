using CsTelemetry.Adoption.Targets;

namespace CsTelemetry.Adoption.Tests;

public sealed class PercentileTests
{
    [Theory]
    [InlineData(new double[] { 7 }, .75, 7)]
    [InlineData(new double[] { 1, 2 }, .75, 1.75)]
    [InlineData(new double[] { 4, 1, 3, 2 }, .75, 3.25)]
    [InlineData(new double[] { 10, 20, 30, 40, 50 }, .75, 40)]
    [InlineData(new double[] { 10, 20, 30, 40, 50 }, 0, 10)]
    [InlineData(new double[] { 10, 20, 30, 40, 50 }, 1, 50)]
    public void A_percentile_lies_between_its_neighbours_in_proportion(double[] values, double share, double expected)
    {
        Assert.Equal(expected, Percentile.Of(values, share)!.Value, 1e-12);
    }

    [Fact]
    public void Nothing_has_no_percentile()
    {
        Assert.Null(Percentile.Of([], .75));
    }
}
