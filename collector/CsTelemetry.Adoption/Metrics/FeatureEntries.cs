using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Adoption.Metrics;

/// <summary>Tells what happened between an account and a feature: first use, adoption, cliffs.</summary>
internal static class FeatureEntries
{
    public static IEnumerable<TimelineEntry> Of(Audience audience, AudienceAccount account, string key, IReadOnlyList<PersonUse> uses)
    {
        var feature = audience.Knowledge.Features.GetValueOrDefault(key) ?? new CatalogFeature(key);
        yield return new TimelineEntry(uses.Min(use => use.FirstDay), TimelineKind.FirstUse, key, null);
        var adopted = AccountAdoption.Spans(audience.Knowledge, account.Id, [.. audience.PeopleOf(account.Id)], feature, feature.TargetRole, uses, audience.Day);
        foreach (var span in adopted)
        {
            yield return new TimelineEntry(span.From, TimelineKind.Adopted, key, null);
        }

        var days = Days(uses);
        for (var i = 0; i < days.Length; i++)
        {
            var silent = days[i].AddDays(feature.NaturalPeriodDays);
            DateOnly? again = i + 1 < days.Length ? days[i + 1] : null;
            if (!(again <= silent) && adopted.Count > 0 && adopted[0].From < silent)
            {
                yield return new TimelineEntry(silent, TimelineKind.Cliff, key, null);
                if (again is { } day)
                {
                    yield return new TimelineEntry(day, TimelineKind.UsedAgain, key, null);
                }
            }
        }
    }

    private static DateOnly[] Days(IReadOnlyList<PersonUse> uses)
    {
        var days = new SortedSet<DateOnly>();
        foreach (var use in uses)
        {
            foreach (var (day, _) in use.Days)
            {
                days.Add(day);
            }
        }

        return [.. days];
    }
}
