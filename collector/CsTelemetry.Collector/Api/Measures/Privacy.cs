using CsTelemetry.Adoption.Metrics;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>Decides what a caller may see: a group of fewer than 5 people tells about each of them, so it takes the scope that single people take.</summary>
internal readonly record struct Privacy(bool MaySeePeople)
{
    /// <summary>The fewest people in a group that everybody may see.</summary>
    public const int MinPeople = 5;

    public static Privacy Of(RequestCaller caller) => new(caller.Caller.May(Tenancy.Scopes.UsersRead));

    /// <summary>Tells whether numbers about so many people are withheld. Nobody is nobody's secret.</summary>
    public bool Hides(int people) => !MaySeePeople && people is > 0 and < MinPeople;

    /// <summary>Counts whom a group's numbers are about.</summary>
    public static int PeopleOf(MetricGroup group, Dimension dimension) => dimension is Dimension.Platform or Dimension.Area
        ? group.Uses.Select(use => (use.AccountId, use.UserId)).Distinct().Count()
        : group.Audience.People.Count;

    /// <exception cref="MissingScopeException">The caller may not see single people.</exception>
    public void DemandPeople(string what)
    {
        if (!MaySeePeople)
        {
            throw new MissingScopeException(Tenancy.Scopes.UsersRead, what);
        }
    }
}
