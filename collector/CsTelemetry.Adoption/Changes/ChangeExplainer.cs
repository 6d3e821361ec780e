using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Changes;

/// <summary>
/// Explains a change of score exactly. "CsTelemetry adoption model 1.0", Explaining: the first day's score, then its data replaced by the
/// second day's (behaviour), then seats and entitlements (denominators), then the model (configuration), then late data (restatement).
/// Each step is scored by the scorer itself; the steps telescope, and their order is fixed. Pure; safe to call from any number of threads.
/// </summary>
public static class ChangeExplainer
{
    /// <summary>Explains how one account came from one score to another.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="to">The second day, which may be any, with its data as first stated.</param>
    /// <param name="restated">The second day's usage with data that arrived late; null when none did.</param>
    /// <param name="account">What is known about the account, from which reasons take their dates; null when nothing is.</param>
    /// <exception cref="ArgumentException">The moments are of different accounts, or a usage cannot be.</exception>
    public static ScoreChange Explain(ScoreMoment from, ScoreMoment to, AccountUsage? restated = null, CustomerAccount? account = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (!string.Equals(from.Usage.AccountId, to.Usage.AccountId, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The moments are of accounts '{from.Usage.AccountId}' and '{to.Usage.AccountId}'; compare one account with itself.", nameof(to));
        }

        var final = restated is null ? to : to with { Usage = to.Usage with { Users = restated.Users, LastHeartbeat = restated.LastHeartbeat } };
        var before = AdoptionScorer.Score(from.Usage, from.AsOf, from.Model);
        var after = AdoptionScorer.Score(final.Usage, final.AsOf, final.Model);
        return before.Score is { } first && after.Score is { } second
            ? new ScoreChangeBuilder(from, to, final, account).Build(before, after, second - first)
            : new ScoreChange { Before = before, After = after, Reasons = ChangePhrases.WithoutScore(before, after) };
    }
}
