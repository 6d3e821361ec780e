using System.Globalization;
using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Adoption.Metrics;

/// <summary>Tells what happened to an account, the newest first.</summary>
public static class AccountTimeline
{
    /// <summary>Tells it up to the audience's day.</summary>
    /// <param name="audience">Who is there.</param>
    /// <param name="account">The account.</param>
    /// <param name="uses">All that its people ever used, the slice of each being the feature.</param>
    /// <param name="people">Whether single people may be told about.</param>
    public static IReadOnlyList<TimelineEntry> Of(Audience audience, AudienceAccount account, IEnumerable<PersonUse> uses, bool people)
    {
        ArgumentNullException.ThrowIfNull(audience);
        ArgumentNullException.ThrowIfNull(account);
        var entries = Known(account)
            .Concat(Releases(audience))
            .Concat(people ? Roles(audience.PeopleOf(account.Id)) : [])
            .Concat(audience.Of(uses).GroupBy(use => use.Slice).SelectMany(group => FeatureEntries.Of(audience, account, group.Key, [.. group])));
        return [.. entries
            .Where(entry => entry.Day <= audience.Day)
            .OrderByDescending(entry => entry.Day).ThenBy(entry => entry.Kind).ThenBy(entry => entry.Subject, StringComparer.Ordinal).ThenBy(entry => entry.Value, StringComparer.Ordinal)];
    }

    private static IEnumerable<TimelineEntry> Known(AudienceAccount account)
    {
        if (account.Known?.StartsOn is { } start)
        {
            yield return new TimelineEntry(start, TimelineKind.Started, null, null);
        }

        if (account.FirstSeen is { } seen)
        {
            yield return new TimelineEntry(seen, TimelineKind.FirstSeen, null, null);
        }

        if (account.Known is { } known)
        {
            var changes = Changes(known.Plan, TimelineKind.Plan, null, plan => plan)
                .Concat(known.Seats.SelectMany(seats => Changes(seats.Value, TimelineKind.Seats, seats.Key, number => number.ToString(CultureInfo.InvariantCulture))))
                .Concat(known.Entitlements.SelectMany(own => Changes(own.Value, TimelineKind.Entitlement, own.Key, granted => granted ? "granted" : "withheld")));
            foreach (var change in changes)
            {
                yield return change;
            }
        }
    }

    // A release has a moment; its day is the UTC day.
    private static IEnumerable<TimelineEntry> Releases(Audience audience) => audience.Knowledge.Releases
        .Select(release => new TimelineEntry(DateOnly.FromDateTime(release.ReleasedAt.UtcDateTime), TimelineKind.Release, release.Id, release.Name));

    private static IEnumerable<TimelineEntry> Roles(IEnumerable<AudiencePerson> people) =>
        from person in people
        let roles = person.Known?.Role ?? Timelines.None<string>()
        from entry in Changes(roles, TimelineKind.Role, person.UserId, role => role)
        select entry;

    private static IEnumerable<TimelineEntry> Changes<T>(Timeline<T> timeline, TimelineKind kind, string? subject, Func<T, string> text)
    {
        for (var i = 0; i < timeline.Intervals.Count; i++)
        {
            var interval = timeline.Intervals[i];
            if (interval.From is { } from)
            {
                yield return new TimelineEntry(from, kind, subject, text(interval.Value));
            }

            if (interval.Until is { } until && (i + 1 == timeline.Intervals.Count || timeline.Intervals[i + 1].From != until))
            {
                yield return new TimelineEntry(until, kind, subject, null);
            }
        }
    }
}
