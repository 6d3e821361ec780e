using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Confidence;

/// <summary>
/// "CsTelemetry adoption model 1.0", Confidence: 80 % interval = score ± 1.28 · jackknife standard error; high if half-width ≤ 5 and
/// coverage ≥ .9, medium ≤ 10, else low. Seats unknown: at most medium. Without a standard error: low, and no interval.
/// </summary>
internal static class ConfidenceRule
{
    /// <summary>Judges a score.</summary>
    public static ScoreConfidence Of(ScoreSheet sheet, double? standardError, bool seatsKnown, ConfidenceLimits limits)
    {
        if (standardError is not { } error)
        {
            return new ScoreConfidence(
                ConfidenceLevel.Low, null, null, null, null, "With fewer than two people the score's error cannot be estimated.");
        }

        var half = limits.StandardErrors * error;
        var level = LevelOf(half, sheet.Coverage, seatsKnown, limits);
        return new ScoreConfidence(
            level, error, half, Math.Max(0, sheet.Score - half), Math.Min(100, sheet.Score + half), Reason(half, sheet.Coverage, seatsKnown));
    }

    private static ConfidenceLevel LevelOf(double half, double coverage, bool seatsKnown, ConfidenceLimits limits) =>
        half > limits.MediumHalfWidth ? ConfidenceLevel.Low :
        half <= limits.HighHalfWidth && WeightSum.Reaches(coverage, limits.HighCoverage) && seatsKnown ? ConfidenceLevel.High :
        ConfidenceLevel.Medium;

    private static string Reason(double half, double coverage, bool seatsKnown) =>
        $"The 80 % interval is ± {Phrase.Number(half)} points with {Phrase.Percent(coverage)} of the weight available" +
        (seatsKnown ? "." : "; seats are unknown, which allows medium at most.");
}
