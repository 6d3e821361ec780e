using CsTelemetry.Adoption.Bands;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Scoring;

namespace CsTelemetry.Collector.Api;

/// <summary>Sums scores up for the overview.</summary>
internal static class ScoreStatistics
{
    /// <summary>The median of the scores; null when no account has one.</summary>
    public static double? Median(IEnumerable<ScoreRow> scores) => MedianOf(scores.Select(score => score.Score));

    /// <summary>The median of those that are not null; null without any.</summary>
    public static double? MedianOf(IEnumerable<double?> scores)
    {
        var sorted = scores.OfType<double>().Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count == 0 ? null
            : sorted.Count % 2 == 1 ? sorted[middle]
            : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public static StateCounts CountStates(IReadOnlyList<ScoreRow> scores)
    {
        int Count(AdoptionState state) => scores.Count(score => ScoreRows.StateOf(score) == state);
        return new StateCounts(
            Count(AdoptionState.Scored), Count(AdoptionState.Onboarding), Count(AdoptionState.InsufficientData), Count(AdoptionState.Stale), Count(AdoptionState.Excluded));
    }

    public static BandCounts CountBands(IReadOnlyList<ScoreRow> scores)
    {
        int Count(AdoptionBand band) => scores.Count(score => ScoreRows.BandOf(score) == band);
        return new BandCounts(Count(AdoptionBand.Healthy), Count(AdoptionBand.Watch), Count(AdoptionBand.AtRisk));
    }
}
