using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Adoption.Metrics;

/// <summary>Sums up how far a feature is adopted.</summary>
public static class FeatureAdoptions
{
    /// <summary>Finds how each account of the audience stands to the feature, by id.</summary>
    /// <param name="audience">Who is there.</param>
    /// <param name="feature">The feature.</param>
    /// <param name="reportedSince">The first day on which anybody's use of it was reported; null when never.</param>
    /// <param name="uses">All uses of it ever.</param>
    /// <param name="role">The only role that is meant; default the feature's target role.</param>
    public static IReadOnlyList<AccountFeature> Accounts(
        Audience audience, CatalogFeature feature, DateOnly? reportedSince, IEnumerable<PersonUse> uses, string? role = null)
    {
        ArgumentNullException.ThrowIfNull(audience);
        var byAccount = uses.ToLookup(use => use.AccountId, StringComparer.Ordinal);
        return [.. audience.Accounts.Select(account => AccountFeatures.Of(audience, account.Id, feature, reportedSince, byAccount[account.Id], role))];
    }

    /// <summary>Sums up over the audience.</summary>
    /// <inheritdoc cref="Accounts"/>
    public static FeatureAdoption Of(Audience audience, CatalogFeature feature, DateOnly? reportedSince, IReadOnlyList<PersonUse> uses, string? role = null)
    {
        ArgumentNullException.ThrowIfNull(audience);
        ArgumentNullException.ThrowIfNull(feature);
        role ??= feature.TargetRole;
        var accounts = Accounts(audience, feature, reportedSince, uses, role);
        var entitled = accounts.Where(account => account.Entitled != false).ToArray();
        var seated = entitled.Where(account => account.EligibleSeats > 0).ToArray();
        var ids = entitled.Select(account => account.AccountId).ToHashSet(StringComparer.Ordinal);
        var (rule, day) = (AdopterRule.Of(feature), audience.Day);
        var from = day.AddDays(1 - feature.NaturalPeriodDays);
        var counted = audience.Of(uses);
        var adopters = counted.Where(use =>
            ids.Contains(use.AccountId) && (role is null || audience.Find(use.AccountId, use.UserId)!.Role == role) && rule.IsAdopter(use, day)).ToArray();
        return new FeatureAdoption(
            day,
            reportedSince <= day,
            entitled.Length,
            StatusCounts.Of(accounts),
            seated.Sum(account => account.EligibleSeats!.Value),
            seated.Sum(account => account.Adopters),
            adopters.Length,
            counted.Count(use => use.IsActiveIn(from, day)),
            counted.Count,
            Distribution.Of(adopters.Select(use => (double)use.UsesIn(from, day))),
            Distribution.Of(counted.Where(use => use.IsActiveIn(from, day)).Select(use => (double)use.In(from, day).Length)),
            Distribution.Of(seated.Select(account => account.Rate).OfType<double>()));
    }
}
