using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Usage;
using CsTelemetry.Adoption.Versions;

namespace CsTelemetry.Adoption.Explaining;

/// <summary>
/// Explains breadth by feature. The points go to the adopted core features in proportion to their value weight; the points lost to the
/// core features that the account may use and has not adopted, likewise. So each sums to breadth's own, whatever target limits it: with a
/// target below all entitled features, adopting any one of them gains at least its share. Points that a curve keeps from an account that
/// has nothing left to adopt belong to no feature. Pure; safe to call from any number of threads.
/// </summary>
public static class FeatureExplainer
{
    /// <summary>Lists the core features, those that cost most first, then those that bring most, ties by key. Points are 0 unless the account has a score with breadth.</summary>
    /// <param name="account">The account's usage.</param>
    /// <param name="asOf">The complete day that has age 0.</param>
    /// <param name="model">The model version.</param>
    /// <exception cref="ArgumentException">The usage cannot be.</exception>
    public static IReadOnlyList<FeatureLine> Explain(AccountUsage account, DateOnly asOf, ScoreModel model)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(model);
        var measured = new MeasuredAccount(account, asOf, model.Index, model.Numbers);
        var totals = measured.TotalsOf(measured.People);
        var lines = model.Core.Select((_, place) => Unpriced(account, place, totals, model)).ToArray();
        var breadth = AdoptionScorer.Score(measured, asOf, model).Components.FirstOrDefault(line => line.Key == "breadth");
        return
        [
            .. Priced(lines, breadth?.Points ?? 0, breadth?.PointsLost ?? 0)
                .OrderByDescending(line => line.PointsLost)
                .ThenByDescending(line => line.Points)
                .ThenBy(line => line.Feature, StringComparer.Ordinal),
        ];
    }

    private static FeatureLine Unpriced(AccountUsage account, int place, UsageTotals totals, ScoreModel model)
    {
        var (feature, shapes) = (model.Core[place], model.Numbers.Shapes);
        var entitled = account.EntitledFeatures?.Contains(feature.Feature) != false;
        var (uses, days) = (totals.Uses(place), totals.Days(place));
        var status = uses >= shapes.AdoptedUses && days >= shapes.AdoptedDays ? CoreFeatureStatus.Adopted :
            !entitled ? CoreFeatureStatus.NotEntitled :
            uses > 0 ? CoreFeatureStatus.Tried :
            CoreFeatureStatus.Unused;
        var users = account.Users.Count(user => user.CoreFeatures84.Any(use => use.Uses84 > 0 && string.Equals(use.Feature, feature.Feature, StringComparison.Ordinal)));
        return new FeatureLine(feature.Feature, feature.Weight, status, entitled, uses, days, users, 0, 0);
    }

    private static IEnumerable<FeatureLine> Priced(FeatureLine[] lines, double points, double lost)
    {
        var adopted = lines.Where(IsAdopted).Sum(line => line.Weight);
        var open = lines.Where(IsOpen).Sum(line => line.Weight);
        return lines.Select(line => line with
        {
            Points = IsAdopted(line) ? points * line.Weight / adopted : 0,
            PointsLost = IsOpen(line) ? lost * line.Weight / open : 0,
        });
    }

    private static bool IsAdopted(FeatureLine line) => line.Status == CoreFeatureStatus.Adopted;

    private static bool IsOpen(FeatureLine line) => line.Status is CoreFeatureStatus.Tried or CoreFeatureStatus.Unused;
}
