using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Adoption.Tests.Histories;

namespace CsTelemetry.Adoption.Tests.Metrics;

/// <summary>Every metric the slow, obvious way: over raw events, day by day, with no thought for speed.</summary>
internal sealed class SlowMetrics(History history, DateOnly day)
{
    private readonly (LoggedEvent Event, DateOnly Day)[] _events = [.. history.Events.Select(e => (e, history.DayOf(e))).Where(e => e.Item2 <= day)];

    private TenantKnowledge Knowledge => history.Knowledge;

    public IEnumerable<string> Accounts() =>
        from id in _events.Select(e => e.Event.Account).Concat(Knowledge.Accounts.Keys).Concat(Knowledge.Users.Keys.Select(key => key.AccountId)).Distinct()
        where !Knowledge.Accounts.TryGetValue(id, out var account)
            || (!account.Excluded && (account.StartsOn is null || account.StartsOn <= day || _events.Any(e => e.Event.Account == id)))
        orderby id
        select id;

    public IEnumerable<(string Account, string User)> People()
    {
        var accounts = Accounts().ToHashSet();
        return from key in _events.Where(e => e.Event.Actor == ActorKind.Human).Select(e => (e.Event.Account, e.Event.User)).Concat(Knowledge.Users.Keys.Select(key => (Account: key.AccountId, User: key.UserId))).Distinct()
               where accounts.Contains(key.Account) && IsThere(key.Account, key.User, day)
               orderby key.Account, key.User
               select key;
    }

    /// <summary>The value events that count, of a feature or of all.</summary>
    public IEnumerable<(string Account, string User, string Feature, DateOnly Day, long At)> Uses(string? feature = null)
    {
        var people = People().ToHashSet();
        return from e in _events
               where e.Event.Kind == LoggedEvent.FeatureUse && e.Event.Actor == ActorKind.Human && (feature is null || e.Event.Feature == feature)
               where !(Knowledge.Features.TryGetValue(e.Event.Feature, out var known) && known.Kind == FeatureKind.Navigation)
               where people.Contains((e.Event.Account, e.Event.User))
               select (e.Event.Account, e.Event.User, e.Event.Feature, e.Day, e.Event.At.ToUnixTimeMilliseconds());
    }

    public string? RoleOn(string account, string user, DateOnly at) => Knowledge.Users.TryGetValue((account, user), out var known)
        ? known.Role.Intervals.Where(held => (held.From is null || held.From <= at) && (held.Until is null || held.Until > at)).Select(held => held.Value).FirstOrDefault()
        : null;

    public static bool IsAdopter(IEnumerable<DateOnly> uses, CatalogFeature feature, DateOnly at)
    {
        var window = uses.Where(use => use > at.AddDays(-feature.NaturalPeriodDays) && use <= at).ToArray();
        return window.Length >= feature.MinUses && window.Distinct().Count() >= feature.MinDays;
    }

    public double? Seats(string account, CatalogFeature feature, string? role, DateOnly at)
    {
        var seats = Knowledge.EligibleSeats(account, feature.Key, at);
        if (role is null || seats == 0)
        {
            return seats;
        }

        var meant = People().Count(person => person.Account == account && IsThere(account, person.User, at) && RoleOn(account, person.User, at) == role);
        return seats is { } bought ? Math.Min(bought, meant) : meant;
    }

    public bool HasAdopted(string account, CatalogFeature feature, string? role, DateOnly at)
    {
        var adopters = Adopters(account, feature, role, at).Count();
        var needed = Seats(account, feature, role, at) switch { null => 2, > 0 and <= 1 and var one => one, { } seats => Math.Max(2, seats / 10) };
        return Knowledge.IsEntitled(account, feature.Key, at) != false && adopters > 0 && adopters >= needed;
    }

    public IEnumerable<string> Adopters(string account, CatalogFeature feature, string? role, DateOnly at) =>
        from use in Uses(feature.Key)
        where use.Account == account
        group use.Day by use.User into days
        where (role is null || RoleOn(account, days.Key, at) == role) && IsAdopter(days, feature, at)
        select days.Key;

    public FeatureStatus Status(string account, CatalogFeature feature, string? role)
    {
        var uses = Uses(feature.Key).Where(use => use.Account == account).Select(use => use.Day).ToArray();
        return Knowledge.IsEntitled(account, feature.Key, day) == false ? FeatureStatus.NotEntitled
            : !_events.Any(e => e.Event.Kind == LoggedEvent.FeatureUse && e.Event.Feature == feature.Key) ? FeatureStatus.NotInstrumented
            : HasAdopted(account, feature, role, day) ? FeatureStatus.Adopted
            : uses.Length == 0 ? FeatureStatus.Never
            : uses.Max() <= day.AddDays(-feature.NaturalPeriodDays) && DaysFrom(uses.Min()).Any(at => HasAdopted(account, feature, role, at)) ? FeatureStatus.Cliff
            : FeatureStatus.Tried;
    }

    public IEnumerable<DateOnly> DaysFrom(DateOnly first)
    {
        for (var at = first; at <= day; at = at.AddDays(1))
        {
            yield return at;
        }
    }

    public DateOnly? StartOf(string account, string user, CatalogFeature? feature)
    {
        var seen = _events.Where(e => e.Event.Account == account && e.Event.User == user && e.Event.Actor == ActorKind.Human).Select(e => (DateOnly?)e.Day).Min();
        var person = Knowledge.Users.GetValueOrDefault((account, user))?.StartsOn ?? seen;
        var own = Knowledge.Accounts.GetValueOrDefault(account)?.StartsOn ?? _events.Where(e => e.Event.Account == account).Select(e => (DateOnly?)e.Day).Min();
        return person is null && own is null ? null : new[] { person, own, feature?.AvailableFrom }.Max();
    }

    private bool IsThere(string account, string user, DateOnly at)
    {
        var known = Knowledge.Users.GetValueOrDefault((account, user));
        if (known is { Excluded: true } or { Actor: ActorKind.Service or ActorKind.Agent })
        {
            return false;
        }

        return (known?.StartsOn ?? _events.Where(e => Is(e.Event)).Select(e => (DateOnly?)e.Day).Min()) is not { } start
            || start <= at
            || _events.Any(e => Is(e.Event) && e.Day <= at);

        bool Is(LoggedEvent e) => e.Account == account && e.User == user && e.Actor == ActorKind.Human;
    }
}
