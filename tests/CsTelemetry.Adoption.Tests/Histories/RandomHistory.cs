using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Adoption.Tests.Histories;

/// <summary>Makes up a tenant from a seed: twelve time zones, seats, plans and roles that change, people who are excluded, programs, agents, navigation.</summary>
internal sealed class RandomHistory(int seed)
{
    public const int Days = 160;

    public static readonly DateOnly AsOf = new(2026, 6, 14);

    public static readonly string[] Features = ["f0", "f1", "f2", "f3", "f4", "f5"];

    private static readonly string[] ZoneNames =
    [
        "UTC", "Europe/Berlin", "America/New_York", "America/Los_Angeles", "Asia/Kathmandu", "Asia/Kolkata",
        "Australia/Lord_Howe", "Pacific/Auckland", "America/St_Johns", "Pacific/Apia", "America/Sao_Paulo", "Africa/Cairo",
    ];

    private static readonly string[] PlanNames = ["basic", "pro"];
    private static readonly string[] TagNames = ["vip", "beta", "old"];
    private static readonly int[] Periods = [7, 14, 28];
    private static readonly double[] SeatCounts = [0, 1, 2, 4, 12, 25, 130];
    private static readonly string[] Roles = ["admin", "member", "viewer"];
    private static readonly string[] Platforms = ["web", "mobile", "api"];

    private readonly Random _dice = new(seed);

    public History Make(int accounts)
    {
        var ids = Enumerable.Range(0, accounts).Select(i => $"a{i}").ToArray();
        var people = ids.SelectMany(id => Enumerable.Range(0, 1 + (int)(9 * Math.Pow(_dice.NextDouble(), 2))).Select(i => (AccountId: id, UserId: $"u{i}"))).ToArray();
        var knowledge = new TenantKnowledge
        {
            Features = Features.Where(_ => Chance(.8)).Select(Feature).ToDictionary(feature => feature.Key),
            Plans = PlanNames.Select(Plan).ToDictionary(plan => plan.Plan),
            Accounts = ids.Where(_ => Chance(.8)).Select(Account).ToDictionary(account => account.Id),
            Users = people.Where(_ => Chance(.6)).Append((AccountId: ids[0], UserId: "never-came")).Append((AccountId: "told-only", UserId: "u0"))
                .Select(key => User(key.AccountId, key.UserId)).ToDictionary(user => (user.AccountId, user.Id)),
            Releases = [new ProductRelease("1.1", At(40), "Spring", ["f1"]), new ProductRelease("1.2", At(90), null, ["f2"])],
        };
        var zones = ids.ToDictionary(id => id, _ => ZoneNames[_dice.Next(ZoneNames.Length)]);
        return new History(knowledge, zones, [.. people.SelectMany(person => Events(person.AccountId, person.UserId)).OrderBy(_ => _dice.Next())], AsOf);
    }

    private CatalogFeature Feature(string key)
    {
        var period = Periods[_dice.Next(3)];
        return new CatalogFeature(key)
        {
            Area = Chance(.7) ? $"area{_dice.Next(2)}" : null,
            Product = Chance(.2) ? "addon" : null,
            ValueWeight = 1 + _dice.Next(3),
            IsCore = Chance(.5),
            Kind = Chance(.1) ? FeatureKind.Navigation : FeatureKind.Value,
            NaturalPeriodDays = period,
            MinUses = 1 + _dice.Next(3),
            MinDays = 1 + _dice.Next(2),
            TargetRole = Chance(.25) ? Roles[_dice.Next(2)] : null,
            Availability = Chance(.3) ? Timelines.Of([new Interval<bool>(Day(_dice.Next(Days)), null, true)]) : Timelines.None<bool>(),
        };
    }

    private PlanEntitlements Plan(string plan) => new(plan, Features
        .Where(_ => plan == "pro" || Chance(.5))
        .ToDictionary(feature => feature, _ => Chance(.7) ? Timelines.Always(true) : Timelines.Of([new Interval<bool>(Day(_dice.Next(Days)), null, true)])));

    private CustomerAccount Account(string id) => new(id)
    {
        Segment = Chance(.7) ? $"s{_dice.Next(2)}" : null,
        Region = Chance(.7) ? $"r{_dice.Next(2)}" : null,
        Industry = Chance(.5) ? "bank" : null,
        Csm = Chance(.5) ? $"csm{_dice.Next(2)}" : null,
        Tags = [.. TagNames.Where(_ => Chance(.3))],
        Excluded = Chance(.1),
        StartsOn = Chance(.5) ? Day(_dice.Next(-30, Days + 5)) : null,
        Plan = Changing(() => Chance(.5) ? "basic" : "pro"),
        Seats = Seats(),
        Entitlements = Features.Where(_ => Chance(.15)).ToDictionary(feature => feature, _ => Changing(() => Chance(.6))),
    };

    private Dictionary<string, Timeline<double>> Seats()
    {
        var seats = new Dictionary<string, Timeline<double>>();
        if (Chance(.7))
        {
            seats.Add("", Changing(() => SeatCounts[_dice.Next(7)]));
        }

        if (Chance(.3))
        {
            seats.Add("addon", Changing(() => (double)_dice.Next(1, 6)));
        }

        return seats;
    }

    private CustomerUser User(string account, string id) => new(account, id)
    {
        Excluded = Chance(.08),
        Actor = _dice.Next(12) switch { 0 => ActorKind.Service, 1 => ActorKind.Agent, 2 => ActorKind.Human, _ => null },
        StartsOn = Chance(.3) ? Day(_dice.Next(-10, Days + 5)) : null,
        Role = Changing(() => Roles[_dice.Next(Roles.Length)]),
    };

    // Values that change some times, with days before, between and after of which nothing is known.
    private Timeline<T> Changing<T>(Func<T> draw)
    {
        if (Chance(.2))
        {
            return Timelines.None<T>();
        }

        var cuts = Enumerable.Range(0, 1 + _dice.Next(4)).Select(_ => _dice.Next(-20, Days + 10)).Distinct().Order().ToArray();
        var intervals = cuts.Select((cut, i) => new Interval<T>(Day(cut), i + 1 < cuts.Length ? Day(cuts[i + 1]) : Chance(.8) ? null : Day(cut + 200), draw())).Where(_ => Chance(.85));
        return Timelines.Of(Chance(.3) && cuts.Length > 0 ? intervals.Prepend(new Interval<T>(null, Day(cuts[0]), draw())) : intervals);
    }

    private IEnumerable<LoggedEvent> Events(string account, string user)
    {
        var actor = _dice.Next(15) switch { 0 => ActorKind.Service, 1 => ActorKind.Agent, _ => ActorKind.Human };
        var (first, last) = (_dice.Next(Days), Days + 4);
        last = Chance(.4) ? _dice.Next(first, last) : last;
        if (Chance(.5))
        {
            yield return new LoggedEvent(account, user, LoggedEvent.Login, "", At(first), actor, "web");
        }

        for (var count = (int)(45 * Math.Pow(_dice.NextDouble(), 2)); count > 0; count--)
        {
            var feature = Features[(int)(5 * Math.Pow(_dice.NextDouble(), 1.5)) + (Chance(.01) ? 1 : 0)];
            var at = At(_dice.Next(first, last + 1));
            yield return new LoggedEvent(account, user, LoggedEvent.FeatureUse, feature, at, Chance(.95) ? actor : ActorKind.Service, Platforms[_dice.Next(3)]);
            if (Chance(.3))
            {
                yield return new LoggedEvent(account, user, LoggedEvent.FeatureUse, Features[_dice.Next(3)], at.AddSeconds(_dice.Next(7200)), actor, "web");
            }
        }
    }

    private static DateOnly Day(int index) => AsOf.AddDays(index - Days + 1);

    // Any moment of a UTC day, often near midnight, to the millisecond.
    private DateTimeOffset At(int index) =>
        new DateTimeOffset(Day(index).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddMilliseconds(Chance(.3) ? _dice.Next(-3_600_000, 3_600_000) : _dice.Next(86_400_000));

    private bool Chance(double share) => _dice.NextDouble() < share;
}
