using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Core;

/// <summary>Chooses core features from use, for tenants without a catalog.</summary>
public static class CoreFeatureSelection
{
    /// <summary>
    /// Selects the most-used features that together make 80 % of the value events of 365 days, at least 3 and at
    /// most 12, each with weight 1, most used first, ties by key in ordinal order. Features without use are never
    /// core, so fewer than 3 come back when fewer are in use. "CsTelemetry adoption model 1.0", Core features.
    /// </summary>
    /// <param name="totals">The tenant's use of each feature, in any order.</param>
    /// <param name="model">The model; null means <see cref="AdoptionModel.V1"/>.</param>
    /// <exception cref="ArgumentException">A feature comes twice or a total is negative.</exception>
    public static IReadOnlyList<CoreFeature> Select(IEnumerable<FeatureTotal> totals, AdoptionModel? model = null)
    {
        ArgumentNullException.ThrowIfNull(totals);
        var rules = ModelCheck.Checked(model).Targets;
        var ranked = Ranked(totals);
        var wanted = Sum(ranked) * rules.CorePercent;
        var reached = Int128.Zero;
        var core = new List<CoreFeature>();
        foreach (var total in ranked)
        {
            if (core.Count >= rules.MaxCoreCount || (core.Count >= rules.MinCoreCount && reached >= wanted))
            {
                break;
            }

            core.Add(new CoreFeature(total.Feature));
            reached += (Int128)total.Events365 * 100;
        }

        return core;
    }

    private static List<FeatureTotal> Ranked(IEnumerable<FeatureTotal> totals)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var used = new List<FeatureTotal>();
        foreach (var total in totals)
        {
            if (total.Events365 < 0 || !seen.Add(total.Feature))
            {
                throw new ArgumentException(
                    $"Feature '{total.Feature}' with {total.Events365} events cannot be: each feature comes once, with 0 events or more.",
                    nameof(totals));
            }

            if (total.Events365 > 0)
            {
                used.Add(total);
            }
        }

        used.Sort((a, b) => a.Events365 != b.Events365
            ? b.Events365.CompareTo(a.Events365)
            : string.CompareOrdinal(a.Feature, b.Feature));
        return used;
    }

    private static Int128 Sum(List<FeatureTotal> totals)
    {
        var sum = Int128.Zero;
        foreach (var total in totals)
        {
            sum += total.Events365;
        }

        return sum;
    }
}
