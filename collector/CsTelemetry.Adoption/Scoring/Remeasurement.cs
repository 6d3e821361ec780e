using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Scoring;

/// <summary>
/// Measures accounts as another version does, from the numbers that were kept of them: what depends on core features and on what is to be reached at a tenure is
/// taken anew, by the functions that measured it first; everything else does not depend on the version. Immutable; thread-safe.
/// </summary>
public sealed class Remeasurement
{
    private readonly AdoptionModel _numbers;
    private readonly CoreIndex _core;
    private readonly DateOnly _asOf;

    /// <summary>Makes one for a version.</summary>
    /// <param name="numbers">The version's numbers.</param>
    /// <param name="core">Its core features.</param>
    /// <param name="asOf">The day that had age 0.</param>
    /// <exception cref="ArgumentException">The numbers or a core feature cannot be.</exception>
    public Remeasurement(AdoptionModel numbers, IReadOnlyList<CoreFeature> core, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(core);
        (_numbers, _core, _asOf) = (ModelCheck.Checked(numbers), new CoreIndex(core), asOf);
    }

    /// <summary>Measures an account whose adopted core features were counted as the version counts them.</summary>
    /// <param name="kept">What was kept of it.</param>
    public AccountMeasures Of(AccountMeasures kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        return kept with { ReachTarget = Anew(kept, [], null).ReachTarget };
    }

    /// <summary>Measures an account whose adopted core features are counted anew.</summary>
    /// <param name="kept">What was kept of it.</param>
    /// <param name="uses">What its people together did with the core features, each of which comes once.</param>
    /// <param name="entitled">Those of the core features that it may use; null when nothing is known of any of them.</param>
    public AccountMeasures Of(AccountMeasures kept, IReadOnlyList<FeatureUse> uses, IReadOnlySet<string>? entitled)
    {
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(uses);
        var anew = Anew(kept, uses, entitled);
        return kept with { ReachTarget = anew.ReachTarget, AdoptedCore = anew.AdoptedCore, EntitledCore = anew.EntitledCore };
    }

    private AccountMeasures Anew(AccountMeasures kept, IReadOnlyList<FeatureUse> uses, IReadOnlySet<string>? entitled)
    {
        var usage = new AccountUsage("", _asOf.AddDays(1 - kept.TenureDays), [], kept.EligibleSeats, EntitledFeatures: entitled);
        var account = new MeasuredAccount(usage, kept, _asOf, _core, _numbers);

        // Uses are summed over people and days united: whoever did both is the same as one for each.
        return account.MeasureOf(account.TotalsOf([new UserUsage("", 0, 0, 0, uses)]));
    }
}
