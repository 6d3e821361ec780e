using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Usage;
using CsTelemetry.Adoption.Versions;

namespace CsTelemetry.Adoption.Acting;

/// <summary>
/// Finds what would raise an account's score most. Each candidate is a changed copy of the account that the scorer scores again;
/// all else stays as it is. Pure; safe to call from any number of threads.
/// </summary>
public static class NextActions
{
    /// <summary>The least gain that is told: .05 points.</summary>
    public const double LeastGain = .05;

    /// <summary>Lists the best actions, the largest gain first; none for an account without a score.</summary>
    /// <param name="account">The account's usage.</param>
    /// <param name="asOf">The complete day that has age 0.</param>
    /// <param name="model">The model version.</param>
    /// <param name="most">The most actions. Default 5; 0 or more.</param>
    /// <exception cref="ArgumentException">The usage cannot be.</exception>
    public static IReadOnlyList<NextAction> For(AccountUsage account, DateOnly asOf, ScoreModel model, int most = 5)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        var trial = new Trial(account, asOf, model);
        if (AdoptionScorer.Score(trial.Measured, asOf, model).State != AdoptionState.Scored)
        {
            return [];
        }

        return
        [
            .. Candidates.Of(trial)
                .Select(candidate => Judged(candidate, trial))
                .Where(action => action.Gain >= LeastGain)
                .OrderByDescending(action => action.Gain)
                .ThenBy(action => action.Kind)
                .ThenBy(action => action.Feature, StringComparer.Ordinal)
                .Take(most),
        ];
    }

    private static NextAction Judged(Candidate candidate, Trial trial)
    {
        var score = ScoreSheet.Of(candidate.Basis).Score;
        return new NextAction(
            candidate.Kind,
            candidate.Feature,
            candidate.Count,
            score,
            score - trial.Score,
            trial.Model.Numbers.Bands.BandOf(score),
            $"{candidate.Condition}, the score would be {Changes.ChangePhrases.Points(score)}.");
    }
}
