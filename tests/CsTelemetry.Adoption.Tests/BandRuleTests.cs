using CsTelemetry.Adoption.Bands;

namespace CsTelemetry.Adoption.Tests;

public sealed class BandRuleTests
{
    [Theory]
    [InlineData(100, AdoptionBand.Healthy)]
    [InlineData(75, AdoptionBand.Healthy)]
    [InlineData(74.999, AdoptionBand.Watch)]
    [InlineData(50, AdoptionBand.Watch)]
    [InlineData(49.999, AdoptionBand.AtRisk)]
    [InlineData(0, AdoptionBand.AtRisk)]
    public void A_score_lies_in_the_band_whose_lower_edge_it_reaches(double score, AdoptionBand band)
    {
        Assert.Equal(band, new BandRule().BandOf(score));
    }
}
