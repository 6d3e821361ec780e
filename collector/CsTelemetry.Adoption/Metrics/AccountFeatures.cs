using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Adoption.Metrics;

/// <summary>Finds how accounts stand to features.</summary>
public static class AccountFeatures
{
    /// <summary>Looks at one account and one feature as of the audience's day.</summary>
    /// <param name="audience">Who is there.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="feature">The feature.</param>
    /// <param name="reportedSince">The first day on which anybody's use of the feature was reported; null when never.</param>
    /// <param name="uses">All uses of the feature ever by the account's people.</param>
    /// <param name="role">The only role that is meant; default the feature's target role.</param>
    public static AccountFeature Of(
        Audience audience, string accountId, CatalogFeature feature, DateOnly? reportedSince, IEnumerable<PersonUse> uses, string? role = null)
    {
        ArgumentNullException.ThrowIfNull(audience);
        ArgumentNullException.ThrowIfNull(feature);
        role ??= feature.TargetRole;
        var (day, knowledge) = (audience.Day, audience.Knowledge);
        var people = audience.PeopleOf(accountId).ToArray();
        var counted = audience.Of(uses);
        var entitled = knowledge.IsEntitled(accountId, feature.Key, day);
        var seats = EligibleSeats.On(knowledge, accountId, people, feature, role, day);
        var adopters = counted.Count(use => (role is null || audience.Find(accountId, use.UserId)?.Role == role) && AdopterRule.Of(feature).IsAdopter(use, day));
        var from = day.AddDays(1 - feature.NaturalPeriodDays);
        var last = counted.Max(use => use.LastDayBy(day));
        var status = entitled == false ? FeatureStatus.NotEntitled
            : !(reportedSince <= day) ? FeatureStatus.NotInstrumented
            : adopters > 0 && adopters >= EligibleSeats.AdoptersNeeded(seats) ? FeatureStatus.Adopted
            : counted.Count == 0 ? FeatureStatus.Never
            : last < from && AccountAdoption.Spans(knowledge, accountId, people, feature, role, counted, day).Count > 0 ? FeatureStatus.Cliff
            : FeatureStatus.Tried;
        return new AccountFeature(
            accountId,
            feature.Key,
            status,
            entitled,
            seats,
            adopters,
            counted.Count(use => use.IsActiveIn(from, day)),
            counted.Count,
            counted.Sum(use => use.UsesIn(from, day)),
            counted.Min(use => (DateOnly?)use.FirstDay),
            last);
    }
}
