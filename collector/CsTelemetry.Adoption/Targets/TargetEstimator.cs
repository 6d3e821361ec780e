using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Targets;

/// <summary>Takes the targets of a group of accounts at a day.</summary>
public static class TargetEstimator
{
    /// <summary>
    /// Estimates F, B and V₇₅ as 75th percentiles, and μ as the mean, among the accounts with a tenure of at least 30 days and at
    /// least one active user; excluded accounts shape no target. "CsTelemetry adoption model 1.0", Targets and Smoothing.
    /// </summary>
    /// <param name="accounts">The group's accounts, in any order.</param>
    /// <param name="asOf">The complete day that has age 0.</param>
    /// <param name="core">The core features.</param>
    /// <param name="model">The model; null means <see cref="AdoptionModel.V1"/>.</param>
    /// <returns>The targets; each is null when no account qualifies.</returns>
    /// <exception cref="ArgumentException">An account's usage or the model cannot be.</exception>
    public static AdoptionTargets Estimate(
        IEnumerable<AccountUsage> accounts,
        DateOnly asOf,
        IReadOnlyList<CoreFeature> core,
        AdoptionModel? model = null)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(core);
        var chosen = ModelCheck.Checked(model);
        var index = new CoreIndex(core);
        return EstimateFrom(
            accounts
                .Select(account => new MeasuredAccount(account, asOf, index, chosen))
                .Where(account => Qualifies(account, chosen.Targets))
                .Select(account => account.Measures),
            chosen.Targets);
    }

    /// <summary>Tells whether an account shapes targets.</summary>
    internal static bool Qualifies(MeasuredAccount account, TargetRules rules) =>
        !account.Usage.Excluded && account.Measures.TenureDays >= rules.MinTenureDays && account.Measures.ActiveUsers > 0;

    /// <summary>Estimates the targets from the measures of accounts that qualify.</summary>
    internal static AdoptionTargets EstimateFrom(IEnumerable<AccountMeasures> qualified, TargetRules rules)
    {
        var peers = qualified.ToArray();
        var adopted = Percentile.Of(peers.Select(peer => peer.AdoptedCore), rules.Percentile);
        return new AdoptionTargets(
            Percentile.Of(peers.Select(peer => (double)peer.ActiveUsers), rules.Percentile),
            adopted is { } weight ? Math.Max(rules.MinAdoptedCore, weight) : null,
            Percentile.Of(peers.Select(peer => peer.DecayedEvents), rules.Percentile),
            MeanUtilisation(peers),
            peers.Length);
    }

    private static double? MeanUtilisation(IEnumerable<AccountMeasures> peers)
    {
        // Summed in the order of size, so that the order of the accounts cannot move the last bit.
        var shares = peers
            .Where(peer => peer.EligibleSeats > 0)
            .Select(peer => Math.Min(1, peer.ActiveUsers / peer.EligibleSeats!.Value))
            .Order()
            .ToArray();
        return shares.Length == 0 ? null : shares.Sum() / shares.Length;
    }
}
