using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Adoption.Model;

namespace CsTelemetry.Adoption.Scoring;

/// <summary>
/// Tells whether an account has a score. "CsTelemetry adoption model 1.0", State and Missing. An operator's word goes first; then whether
/// the meter works, because without it nothing else is known; then tenure; then coverage.
/// </summary>
internal static class StateRule
{
    /// <summary>Finds the state that can be told before anything is computed, with its reason; null when the account is to be scored.</summary>
    public static (AdoptionState State, string Reason)? BeforeScoring(MeasuredAccount account, DateOnly asOf, StateLimits limits)
    {
        if (account.Usage.Excluded)
        {
            return (AdoptionState.Excluded, "The account is excluded from scoring.");
        }

        if (account.Usage.LastHeartbeat is { } heard && asOf.DayNumber - heard.DayNumber >= limits.StaleDays)
        {
            var age = asOf.DayNumber - heard.DayNumber;
            return (AdoptionState.Stale, $"The account's SDK was last heard {age} days ago, on {heard:O}; its silence says nothing about use.");
        }

        var tenure = account.Measures.TenureDays;
        return tenure < limits.OnboardingDays
            ? (AdoptionState.Onboarding, $"The account is {Phrase.Count(tenure, "day")} old; scores begin at {limits.OnboardingDays} days.")
            : null;
    }

    /// <summary>Says why there is too little data, or null when there is enough.</summary>
    public static string? InsufficientData(ScoreSheet sheet, StateLimits limits)
    {
        if (WeightSum.Reaches(sheet.Coverage, limits.MinCoverage))
        {
            return null;
        }

        var missing = sheet.Entries.Where(entry => entry.X is null).Select(entry => entry.Component.Key);
        return $"Only {Phrase.Percent(sheet.Coverage)} of the weight is available, {Phrase.Percent(limits.MinCoverage)} is needed; " +
            $"missing: {string.Join(", ", missing)}.";
    }
}
