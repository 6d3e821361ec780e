using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Adoption.Tests.Histories;

namespace CsTelemetry.Adoption.Tests.Metrics;

/// <summary>Compares statuses and adoption with the slow way.</summary>
internal static class AdoptionCheck
{
    public static void Agrees(History history, Audience audience, SlowMetrics slow, CatalogFeature feature)
    {
        var (day, role) = (audience.Day, feature.TargetRole);
        var from = day.AddDays(1 - feature.NaturalPeriodDays);
        var found = FeatureAdoptions.Accounts(audience, feature, history.ReportedSince(feature.Key), history.UsesOf(feature.Key));
        foreach (var account in found)
        {
            var uses = slow.Uses(feature.Key).Where(use => use.Account == account.AccountId).ToArray();
            Assert.Equal(slow.Status(account.AccountId, feature, role), account.Status);
            Assert.Equal(slow.Seats(account.AccountId, feature, role, day), account.EligibleSeats);
            Assert.Equal(slow.Adopters(account.AccountId, feature, role, day).Count(), account.Adopters);
            Assert.Equal(uses.Where(use => use.Day >= from).Select(use => use.User).Distinct().Count(), account.ActiveUsers);
            Assert.Equal(uses.Select(use => use.User).Distinct().Count(), account.UsersEver);
            Assert.Equal(uses.Count(use => use.Day >= from), account.Uses);
            Assert.Equal(uses.Length == 0 ? null : uses.Min(use => use.Day), account.FirstDay);
            Assert.Equal(uses.Length == 0 ? null : uses.Max(use => use.Day), account.LastDay);
        }

        AgreesOnSum(history, audience, slow, feature);
    }

    private static void AgreesOnSum(History history, Audience audience, SlowMetrics slow, CatalogFeature feature)
    {
        var (day, role) = (audience.Day, feature.TargetRole);
        var from = day.AddDays(1 - feature.NaturalPeriodDays);
        var sum = FeatureAdoptions.Of(audience, feature, history.ReportedSince(feature.Key), history.UsesOf(feature.Key));
        var entitled = slow.Accounts().Where(account => history.Knowledge.IsEntitled(account, feature.Key, day) != false).ToArray();
        var seated = entitled.Where(account => slow.Seats(account, feature, role, day) > 0).ToArray();
        var adopted = slow.Accounts().Count(account => slow.Status(account, feature, role) == FeatureStatus.Adopted);
        var adopters = entitled.SelectMany(account => slow.Adopters(account, feature, role, day).Select(user => (account, user))).ToArray();
        var depth = adopters.Select(adopter => slow.Uses(feature.Key).Count(use => (use.Account, use.User) == adopter && use.Day >= from)).ToArray();
        var seats = seated.Sum(account => slow.Seats(account, feature, role, day)!.Value);
        Assert.Equal(entitled.Length, sum.EntitledAccounts);
        Assert.Equal(adopted, sum.Statuses.Adopted);
        Assert.Equal(!sum.Instrumented || entitled.Length == 0 ? null : (double)adopted / entitled.Length, sum.AccountRate);
        Assert.Equal(seats, sum.EligibleSeats);
        Assert.Equal(adopters.Count(adopter => seated.Contains(adopter.account)), sum.SeatedAdopters);
        Assert.Equal(adopters.Length, sum.Adopters);
        Assert.Equal(depth.Length == 0 ? null : depth.Average(), sum.AdopterUses?.Mean);
        Assert.Equal(slow.Accounts().Count(), sum.Statuses.Adopted + sum.Statuses.Tried + sum.Statuses.Cliff + sum.Statuses.Never + sum.Statuses.NotEntitled + sum.Statuses.NotInstrumented);
    }
}
