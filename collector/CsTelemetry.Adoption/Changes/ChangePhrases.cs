using System.Globalization;
using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Changes;

/// <summary>Makes sentences about changes.</summary>
internal static class ChangePhrases
{
    private const double Level = .05;

    /// <summary>Says what a cause did, as a part of the whole where it is one.</summary>
    public static string Sentence(CausePhrase cause, double points, double change)
    {
        var subject = char.ToUpperInvariant(cause.Text[0]) + cause.Text[1..];
        var size = Points(Math.Abs(points));
        var verb = points < 0 ? "cost" : "added";
        if (Math.Abs(change) < Level)
        {
            return $"{subject} {verb} {Counted(size)}.";
        }

        var whole = $"the {Points(Math.Abs(change))}-point {(change < 0 ? "fall" : "rise")}";
        return Math.Sign(points) != Math.Sign(change) ? $"{subject} {verb} {Counted(size)}, against {whole}." :
            Math.Abs(points) <= Math.Abs(change) + Level ? $"{subject} {(cause.Plural ? "explain" : "explains")} {size} of {whole}." :
            $"{subject} {verb} {Counted(size)}, more than {whole}.";
    }

    /// <summary>Says why two days cannot be compared.</summary>
    public static IReadOnlyList<string> WithoutScore(AdoptionScore before, AdoptionScore after)
    {
        var reasons = new List<string>();
        foreach (var score in (AdoptionScore[])[before, after])
        {
            reasons.Add(score.Score is { } points
                ? $"On {Day(score.AsOf)} the score was {Points(points)}."
                : $"On {Day(score.AsOf)} there was no score, so the change has no number. {score.Reason}");
        }

        return reasons;
    }

    /// <summary>Writes points with one decimal.</summary>
    public static string Points(double points) => points.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>Writes a day, such as 2 Nov 2026.</summary>
    public static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Counted(string size) => size == "1.0" ? "1.0 point" : size + " points";
}
