using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Tests.Oracle;

/// <summary>Sums a raw log by window, as the store's query does.</summary>
internal static class Summing
{
    public static AccountUsage Usage(RawAccount account, DateOnly asOf, IReadOnlyList<CoreFeature> core)
    {
        var keys = core.Select(feature => feature.Feature).ToHashSet();
        var users = account.Events
            .GroupBy(raw => raw.User)
            .Select(own => User(own.Key, [.. own.Select(raw => (raw.Feature, asOf.DayNumber - raw.Day.DayNumber))], keys));
        return new AccountUsage(account.Id, account.FirstDay, [.. users], account.Seats, EntitledFeatures: account.Entitled);
    }

    public static IEnumerable<FeatureTotal> Totals(IEnumerable<RawEvent> events, DateOnly asOf) => events
        .Where(raw => asOf.DayNumber - raw.Day.DayNumber is >= 0 and < 365)
        .GroupBy(raw => raw.Feature)
        .Select(uses => new FeatureTotal(uses.Key, uses.Count()));

    private static UserUsage User(string id, (string Feature, int Age)[] events, HashSet<string> core)
    {
        var blocks = events.Where(e => e.Age < 112).Aggregate(0u, (mask, e) => mask | (1u << (e.Age / 7)));
        var features = events
            .Where(e => e.Age < 84 && core.Contains(e.Feature))
            .GroupBy(e => e.Feature)
            .Select(uses => new FeatureUse(uses.Key, uses.Count(), uses.Aggregate(UInt128.Zero, (days, e) => days | (UInt128.One << e.Age))));
        var decayed = events.Where(e => e.Age < 365).Sum(e => Math.Pow(2, -e.Age / 28d));
        return new UserUsage(id, blocks, events.Count(e => e.Age < 84), decayed, [.. features]);
    }
}
