using CsTelemetry.ClickHouse.Scores;

namespace CsTelemetry.Collector.Tests.Scoring;

internal static class ScoreRowSums
{
    /// <summary>Adds up what a row says its score is made of.</summary>
    internal static double ComponentsSum(this ScoreRow row) => row.Points.Sum() + row.CapPoints.Sum();
}
