using CsTelemetry.Adoption.Bands;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Collector.Api.Contracts;

namespace CsTelemetry.Collector.Api;

/// <summary>Sums scores up for the overview.</summary>
internal static class ScoreStatistics
{
    /// <summary>The median of the scores; null when no account has one.</summary>
    public static double? Median(IEnumerable<CsTelemetry.Adoption.Scoring.AdoptionScore> scores)
    {
        var sorted = scores.Where(score => score.Score is not null).Select(score => score.Score!.Value).Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count == 0 ? null
            : sorted.Count % 2 == 1 ? sorted[middle]
            : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public static StateCounts CountStates(IReadOnlyList<CsTelemetry.Adoption.Scoring.AdoptionScore> scores)
    {
        int Count(AdoptionState state) => scores.Count(score => score.State == state);
        return new StateCounts(
            Count(AdoptionState.Scored), Count(AdoptionState.Onboarding), Count(AdoptionState.InsufficientData), Count(AdoptionState.Stale), Count(AdoptionState.Excluded));
    }

    public static BandCounts CountBands(IReadOnlyList<CsTelemetry.Adoption.Scoring.AdoptionScore> scores)
    {
        int Count(AdoptionBand band) => scores.Count(score => score.Band == band);
        return new BandCounts(Count(AdoptionBand.Healthy), Count(AdoptionBand.Watch), Count(AdoptionBand.AtRisk));
    }
}
