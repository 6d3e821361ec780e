using CsTelemetry.Adoption.Bands;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Api;
using CsTelemetry.Collector.Api.Contracts;

namespace CsTelemetry.Collector.Tests.Api;

public sealed class ScoreStatisticsTests
{
    [Theory]
    [InlineData(50, new[] { 50.0 })]
    [InlineData(20, new[] { 10.0, 90, 20 })]
    [InlineData(30, new[] { 10.0, 50 })]
    [InlineData(35, new[] { 30.0, 90, 40, 10 })]
    [InlineData(0, new[] { 0.0, 0, 0 })]
    public void The_median_is_the_middle_or_the_mean_of_two(double median, double[] scores) =>
        Assert.Equal(median, ScoreStatistics.Median(scores.Select(score => Scores.Of(score))));

    [Fact]
    public void Accounts_without_a_score_do_not_count_as_zero() =>
        Assert.Equal(80, ScoreStatistics.Median([Scores.Of(80), Scores.Without(AdoptionState.Stale), Scores.Without(AdoptionState.Onboarding)]));

    [Fact]
    public void Without_a_score_there_is_no_median()
    {
        Assert.Null(ScoreStatistics.Median([]));
        Assert.Null(ScoreStatistics.Median([Scores.Without(AdoptionState.Stale)]));
    }

    [Fact]
    public void States_and_bands_are_counted_apart()
    {
        ScoreRow[] scores =
        [
            Scores.Of(90, AdoptionBand.Healthy), Scores.Of(60, AdoptionBand.Watch), Scores.Of(61, AdoptionBand.Watch),
            Scores.Of(10, AdoptionBand.AtRisk), Scores.Of(11, AdoptionBand.AtRisk), Scores.Of(12, AdoptionBand.AtRisk),
            .. Enumerable.Repeat(Scores.Without(AdoptionState.Onboarding), 2),
            .. Enumerable.Repeat(Scores.Without(AdoptionState.InsufficientData), 3),
            .. Enumerable.Repeat(Scores.Without(AdoptionState.Stale), 4),
            .. Enumerable.Repeat(Scores.Without(AdoptionState.Excluded), 5),
        ];

        Assert.Equal(new StateCounts(6, 2, 3, 4, 5), ScoreStatistics.CountStates(scores));
        Assert.Equal(new BandCounts(1, 2, 3), ScoreStatistics.CountBands(scores));
    }
}
