using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Metrics;

namespace CsTelemetry.Adoption.Tests.Histories;

/// <summary>A tenant's whole log with all that it has told, and the log reduced to days as the store does.</summary>
internal sealed record History(TenantKnowledge Knowledge, IReadOnlyDictionary<string, string> Zones, IReadOnlyList<LoggedEvent> Events, DateOnly AsOf)
{
    /// <summary>The day on which an event happened, where its account is.</summary>
    public DateOnly DayOf(LoggedEvent e) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(e.At, TimeZoneInfo.FindSystemTimeZoneById(Zones[e.Account])).DateTime);

    public bool IsValue(LoggedEvent e) =>
        e.Kind == LoggedEvent.FeatureUse && e.Actor == ActorKind.Human && Knowledge.Features.GetValueOrDefault(e.Feature)?.Kind != FeatureKind.Navigation;

    public Audience AudienceOn(DateOnly day) => Audience.Of(
        Knowledge,
        Known().GroupBy(e => e.Account).Select(own => new SeenAccount(own.Key, own.Min(DayOf), own.Max(DayOf))),
        Known().Where(e => e.Actor == ActorKind.Human && e.User.Length > 0)
            .GroupBy(e => (e.Account, e.User)).Select(own => new SeenPerson(own.Key.Account, own.Key.User, own.Min(DayOf), own.Max(DayOf))),
        day);

    /// <summary>Everybody's uses, told apart by a slice of the event.</summary>
    public IReadOnlyList<PersonUse> Uses(Func<LoggedEvent, string?> sliceOf) =>
        [.. Known().Where(IsValue)
            .Select(e => (Event: e, Slice: sliceOf(e)))
            .Where(pair => pair.Slice is not null)
            .GroupBy(pair => (pair.Event.Account, pair.Event.User, pair.Slice))
            .Select(own => new PersonUse(
                own.Key.Account,
                own.Key.User,
                own.Min(pair => DayOf(pair.Event)),
                own.GroupBy(pair => DayOf(pair.Event)).OrderBy(day => day.Key).Select(day => new DayUse(day.Key, day.Count())),
                own.Key.Slice!))];

    public IReadOnlyList<PersonUse> UsesOf(string feature) => Uses(e => e.Feature == feature ? "" : null);

    public DateOnly? ReportedSince(string feature) =>
        Known().Where(e => e.Kind == LoggedEvent.FeatureUse && e.Feature == feature).Select(e => (DateOnly?)DayOf(e)).Min();

    private IEnumerable<LoggedEvent> Known() => Events.Where(e => DayOf(e) <= AsOf);
}
