using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Usage;
using CsTelemetry.Adoption.Versions;

namespace CsTelemetry.Adoption.Scoring;

/// <summary>Says again what was said of an account, from the numbers that were kept of it: no event is read, no person named. Pure; thread-safe.</summary>
public static class AdoptionRecall
{
    /// <summary>Scores an account from its numbers: with the model that it was scored with before, the same result to the bit.</summary>
    /// <param name="account">What was kept of it.</param>
    /// <param name="asOf">The day that had age 0.</param>
    /// <param name="model">The model version.</param>
    public static AdoptionScore Recall(RecalledAccount account, DateOnly asOf, ScoreModel model)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(model);
        return AdoptionScorer.Score(Measured(account, asOf, model.Index, model.Numbers), asOf, model, _ => account.StandardError);
    }

    /// <summary>Takes an account as it was measured before.</summary>
    internal static MeasuredAccount Measured(RecalledAccount account, DateOnly asOf, CoreIndex core, AdoptionModel numbers)
    {
        var usage = new AccountUsage(
            account.AccountId,
            asOf.AddDays(1 - account.Measures.TenureDays),
            [],
            account.Measures.EligibleSeats,
            account.Excluded,
            account.LastHeartbeat,
            Plan: account.Plan);
        return new MeasuredAccount(usage, account.Measures, asOf, core, numbers);
    }
}
