using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Adoption.Metrics;

/// <summary>Lists the days on which what is known about an account and a feature may change.</summary>
internal static class KnowledgeDays
{
    public static IEnumerable<DateOnly> Of(TenantKnowledge knowledge, string accountId, CatalogFeature feature, IEnumerable<AudiencePerson> people)
    {
        var days = Days(feature.Availability);
        if (knowledge.Accounts.TryGetValue(accountId, out var account))
        {
            days = days.Concat(Days(account.Plan)).Concat(account.Seats.Values.SelectMany(Days));
            days = account.Entitlements.TryGetValue(feature.Key, out var own) ? days.Concat(Days(own)) : days;
            days = days.Concat(account.Plan.Intervals
                .Select(interval => knowledge.Plans.GetValueOrDefault(interval.Value)?.Features.GetValueOrDefault(feature.Key))
                .OfType<Timeline<bool>>()
                .SelectMany(Days));
        }

        foreach (var person in people)
        {
            days = person.Known is { } known ? days.Concat(Days(known.Role)) : days;
            days = person.Start is { } start ? days.Append(start) : days;
            days = person.FirstSeen is { } seen ? days.Append(seen) : days;
        }

        return days;
    }

    private static IEnumerable<DateOnly> Days<T>(Timeline<T> timeline) =>
        timeline.Intervals.SelectMany(interval => (DateOnly?[])[interval.From, interval.Until]).OfType<DateOnly>();
}
