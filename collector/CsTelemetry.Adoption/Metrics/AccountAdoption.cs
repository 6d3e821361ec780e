using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Adoption.Metrics;

/// <summary>
/// Finds the days on which an account had adopted a feature, each by the seats, entitlements and roles of that very day: it sweeps over the days
/// on which a person becomes or ceases to be an adopter, or something that is known changes.
/// </summary>
internal static class AccountAdoption
{
    public static IReadOnlyList<DaySpan> Spans(
        TenantKnowledge knowledge, string accountId, IReadOnlyList<AudiencePerson> people, CatalogFeature feature, string? role, IEnumerable<PersonUse> uses, DateOnly until)
    {
        var byPerson = people.ToDictionary(person => person.UserId, StringComparer.Ordinal);
        var steps = new SortedDictionary<DateOnly, int>();
        foreach (var use in uses)
        {
            foreach (var span in InRole(AdopterRule.Of(feature).Spans(use), byPerson.GetValueOrDefault(use.UserId), role))
            {
                steps[span.From] = steps.GetValueOrDefault(span.From) + 1;
                steps[span.To.AddDays(1)] = steps.GetValueOrDefault(span.To.AddDays(1)) - 1;
            }
        }

        if (steps.Count == 0)
        {
            return [];
        }

        foreach (var day in KnowledgeDays.Of(knowledge, accountId, feature, role is null ? [] : people))
        {
            steps.TryAdd(day, 0);
        }

        return Sweep(steps, until, (day, adopters) =>
            knowledge.IsEntitled(accountId, feature.Key, day) != false
            && adopters >= EligibleSeats.AdoptersNeeded(EligibleSeats.On(knowledge, accountId, people, feature, role, day)));
    }

    private static List<DaySpan> Sweep(SortedDictionary<DateOnly, int> steps, DateOnly until, Func<DateOnly, int, bool> adopted)
    {
        var spans = new List<DaySpan>();
        var adopters = 0;
        DateOnly? since = null;
        foreach (var (day, step) in steps)
        {
            if (day > until)
            {
                break;
            }

            adopters += step;
            var now = adopters > 0 && adopted(day, adopters);
            if (!now && since is { } from)
            {
                spans.Add(new DaySpan(from, day.AddDays(-1)));
            }

            since = now ? since ?? day : null;
        }

        if (since is { } open)
        {
            spans.Add(new DaySpan(open, until));
        }

        return spans;
    }

    private static IEnumerable<DaySpan> InRole(IReadOnlyList<DaySpan> spans, AudiencePerson? person, string? role) =>
        role is null
            ? spans
            : from span in spans
              from held in person?.Known?.Role.Intervals ?? []
              where held.Value == role
              let first = held.From > span.From ? held.From.Value : span.From
              let last = held.Until <= span.To ? held.Until.Value.AddDays(-1) : span.To
              where first <= last
              select new DaySpan(first, last);
}
