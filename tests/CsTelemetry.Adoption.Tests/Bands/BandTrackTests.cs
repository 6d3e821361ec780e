using CsTelemetry.Adoption.Bands;

namespace CsTelemetry.Adoption.Tests.Bands;

public sealed class BandTrackTests
{
    [Theory]
    [InlineData("80", "Healthy")]
    [InlineData("75", "Healthy")]
    [InlineData("74.9", "Watch")]
    [InlineData("80 72.1 72.1 72.1", "Healthy")]
    [InlineData("80 72", "Healthy")]
    [InlineData("80 72 72", "Watch")]
    [InlineData("80 72 73 72", "Healthy")]
    [InlineData("80 72 73 72 72", "Watch")]
    [InlineData("60 78", "Watch")]
    [InlineData("60 78 78", "Healthy")]
    [InlineData("60 77.9 77.9", "Watch")]
    [InlineData("60 47 47", "AtRisk")]
    [InlineData("80 40 40", "AtRisk")]
    [InlineData("80 60 40", "Watch")]
    [InlineData("80 40 60", "Watch")]
    [InlineData("80 40 60 47", "Watch")]
    [InlineData("80 40 60 47 47", "AtRisk")]
    [InlineData("20 90 90", "Healthy")]
    [InlineData("20 90 60", "Watch")]
    [InlineData("60 78 40 78", "Watch")]
    [InlineData("60 78 40 40", "AtRisk")]
    [InlineData("80 72 - 72", "Watch")]
    [InlineData("- 80 - -", "Healthy")]
    public void A_band_changes_when_two_evaluations_in_a_row_are_three_points_past_the_edge(string scores, string band)
    {
        Assert.Equal(band, Follow(scores, new BandRule()).Band.ToString());
    }

    [Fact]
    public void Without_a_score_there_is_no_band()
    {
        Assert.Null(Follow("- - -", new BandRule()).Band);
    }

    [Fact]
    public void Three_evaluations_can_be_demanded()
    {
        var rule = new BandRule(Evaluations: 3);

        Assert.Equal(AdoptionBand.Healthy, Follow("80 60 60", rule).Band);
        Assert.Equal(AdoptionBand.Watch, Follow("80 60 60 60", rule).Band);
    }

    [Fact]
    public void A_state_says_what_it_waits_for()
    {
        Assert.Equal(new BandState(AdoptionBand.Healthy, AdoptionBand.Watch, 1), Follow("80 60", new BandRule()));
    }

    private static BandState Follow(string scores, BandRule rule) =>
        BandTrack.Follow(scores.Split(' ').Select(text => text == "-" ? (double?)null : double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)), rule);
}
