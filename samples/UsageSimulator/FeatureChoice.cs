using UsageSimulator.Accounts;
using UsageSimulator.Catalog;
using UsageSimulator.People;
using UsageSimulator.Randomness;

namespace UsageSimulator;

/// <summary>Chooses which feature a person uses: by popularity, taste, plan, and whether the late feature is there and known.</summary>
internal sealed class FeatureChoice(DateOnly releaseDay)
{
    private const double DiscoveryHalfDays = 60;

    private static readonly int[] AreaOf = [.. FeatureCatalog.All.Select(feature => FeatureCatalog.Areas.ToList().IndexOf(feature.Area))];

    /// <summary>Fills in each feature's weight for a person on a day, in catalog order. Some weight is always above 0.</summary>
    public void Weigh(Account account, Person person, DateOnly day, Span<double> weights)
    {
        var plan = account.PlanOn(day);
        for (var i = 0; i < weights.Length; i++)
        {
            var feature = FeatureCatalog.All[i];
            weights[i] = feature.From > plan
                ? 0
                : feature.Popularity * person.AreaTaste[AreaOf[i]] * (feature.IsReleasedLate ? Discovery(account, day) : 1);
        }
    }

    /// <summary>Rolls how many things are done at once: mostly one.</summary>
    public static int Quantity(Dice dice) => 1 + dice.Run(.25, 40);

    // An S-curve: 0 until the account discovers the feature, half after sixty days more, then towards 1.
    private double Discovery(Account account, DateOnly day)
    {
        if (account.ReleaseLagDays is not { } lag || day < releaseDay.AddDays(lag))
        {
            return 0;
        }

        var halves = (day.DayNumber - releaseDay.DayNumber - lag) / DiscoveryHalfDays;
        return halves * halves / (1 + (halves * halves));
    }
}
