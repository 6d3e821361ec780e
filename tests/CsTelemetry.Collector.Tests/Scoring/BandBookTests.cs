using CsTelemetry.Adoption.Bands;
using CsTelemetry.Collector.Scoring;

namespace CsTelemetry.Collector.Tests.Scoring;

public sealed class BandBookTests
{
    private static readonly BandRule Rule = new();
    private static readonly DateOnly Sunday = new(2026, 6, 14);

    [Fact]
    public void Between_Sundays_a_band_stays_whatever_the_score_does()
    {
        var healthy = new BandState(AdoptionBand.Healthy);

        Assert.All(Enumerable.Range(1, 6), day => Assert.Equal(healthy, BandBook.On(Sunday.AddDays(day), healthy, 10, Rule)));
    }

    [Fact]
    public void Two_Sundays_past_the_edge_change_it()
    {
        var once = BandBook.On(Sunday, new BandState(AdoptionBand.Healthy), 60, Rule);
        var twice = BandBook.On(Sunday.AddDays(7), once, 60, Rule);

        Assert.Equal((AdoptionBand.Healthy, AdoptionBand.Watch), (once.Band, twice.Band));
    }

    [Fact]
    public void The_first_score_gives_a_band_on_any_day_and_no_score_changes_none()
    {
        Assert.Equal(AdoptionBand.Watch, BandBook.On(Sunday.AddDays(3), default, 60, Rule).Band);
        Assert.Equal(AdoptionBand.Healthy, BandBook.On(Sunday, new BandState(AdoptionBand.Healthy), null, Rule).Band);
    }
}
