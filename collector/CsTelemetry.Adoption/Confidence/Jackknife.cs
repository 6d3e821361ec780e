using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Confidence;

/// <summary>
/// Estimates a score's standard error by leaving people out, one at a time up to 200 people, else in 20 groups.
/// Targets, core features, seats and tenure stay as they are. "CsTelemetry adoption model 1.0", Confidence.
/// </summary>
internal static class Jackknife
{
    /// <summary>Estimates the standard error in points; null with fewer than two people, where it is undefined.</summary>
    public static double? StandardError(MeasuredAccount account, ScoreBasis basis)
    {
        var groups = PeopleGroups.Of(account, basis.Model.Confidence);
        if (groups.Length < 2)
        {
            return null;
        }

        // rest[g] holds the groups after g, so "all but g" is what came before plus rest[g]: linear, not quadratic.
        var rest = TotalsAfterEach(account, groups);
        var before = account.NoTotals();
        var scores = new double[groups.Length];
        for (var left = 0; left < groups.Length; left++)
        {
            rest[left].Add(before);
            scores[left] = ScoreSheet.Of(basis with { Measures = account.MeasureOf(rest[left]) }).Score;
            before.Add(groups[left]);
        }

        return StandardErrorOf(scores);
    }

    /// <summary>Computes √((G − 1)/G · Σ (θ₍g₎ − θ̄)²) over the G scores that leave one group out each.</summary>
    internal static double StandardErrorOf(double[] scores)
    {
        var count = scores.Length;
        var mean = scores.Sum() / count;
        var squares = 0d;
        foreach (var score in scores)
        {
            squares += (score - mean) * (score - mean);
        }

        return Math.Sqrt((count - 1d) / count * squares);
    }

    private static UsageTotals[] TotalsAfterEach(MeasuredAccount account, UsageTotals[] groups)
    {
        var rest = new UsageTotals[groups.Length];
        rest[^1] = account.NoTotals();
        for (var group = groups.Length - 2; group >= 0; group--)
        {
            rest[group] = account.NoTotals();
            rest[group].Add(rest[group + 1]);
            rest[group].Add(groups[group + 1]);
        }

        return rest;
    }
}
