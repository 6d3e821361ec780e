using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Adoption.Tests.Oracle;

namespace CsTelemetry.Adoption.Tests.RealLog;

/// <summary>Metrics of the real log, each counted again from its events. Days in UTC, seats and plans unknown.</summary>
public sealed class RealLogMetricTests
{
    private static readonly CatalogFeature Compute = new("nova/compute");
    private static readonly Lazy<List<RawEvent>> Log = new(RealLogFile.Read);

    public static TheoryData<string> Days => ["2013-06-30", "2015-12-31", "2019-03-31"];

    [RealLogTheory]
    [MemberData(nameof(Days))]
    public void Each_account_stands_to_a_feature_as_asking_on_every_single_day_says(string asOf)
    {
        var (day, events, audience) = At(asOf);
        var own = events.Where(raw => raw.Feature == Compute.Key).ToLookup(raw => raw.Account);

        var accounts = FeatureAdoptions.Accounts(audience, Compute, events.Min(raw => raw.Day), Uses(events, Compute.Key));

        Assert.Equal(events.Select(raw => raw.Account).Distinct().Order(StringComparer.Ordinal), accounts.Select(account => account.AccountId));
        Assert.All(accounts, account => Assert.Equal(Slow(own[account.AccountId].ToArray(), day), (account.Status, account.Adopters)));
        Assert.True(accounts.Select(account => account.Status).Distinct().Count() >= 3);
    }

    [RealLogTheory]
    [MemberData(nameof(Days))]
    public void Activity_and_lifecycle_are_those_that_counting_gives(string asOf)
    {
        var (day, events, _) = At(asOf);
        int People(int youngest, int oldest) => events.Where(raw => day.DayNumber - raw.Day.DayNumber is var age && age >= youngest && age <= oldest).Select(raw => (raw.Account, raw.User)).Distinct().Count();
        int PersonDays() => events.Where(raw => day.DayNumber - raw.Day.DayNumber < 28).Select(raw => (raw.Account, raw.User, raw.Day)).Distinct().Count();

        var activity = ActivityCounts.Of(Uses(events, null), day);
        var cycle = Lifecycle.Of(Uses(events, null), day, 28);

        Assert.Equal((People(0, 0), People(0, 6), People(0, 27), PersonDays()), (activity.Dau, activity.Wau, activity.Mau, activity.UserDays));
        Assert.Equal(People(0, 27), cycle.Active);
        Assert.Equal(People(0, int.MaxValue) - People(0, 27), cycle.Dormant);
        Assert.Equal(People(0, int.MaxValue) - People(28, int.MaxValue), cycle.New);
        Assert.Equal(People(0, 27) + People(28, 55) - People(0, 55), cycle.Returning);
    }

    [RealLogTheory]
    [MemberData(nameof(Days))]
    public void Retention_and_the_never_used_list_are_those_that_counting_gives(string asOf)
    {
        var (day, events, audience) = At(asOf);
        var firsts = events.GroupBy(raw => (raw.Account, raw.User)).ToDictionary(own => own.Key, own => own.Select(raw => raw.Day).ToHashSet());
        var began = new DaySpan(day.AddDays(-364), day);
        var could = firsts.Values.Where(days => days.Min() >= began.From && days.Min() <= day.AddDays(-28)).ToArray();

        var cell = Retention.Of(Uses(events, null), began, [new RetentionWindow(1, 28)], day).Cells[0];
        var never = NeverUsed.People(audience, Compute, Uses(events, Compute.Key), day.AddDays(-364));

        Assert.Equal((could.Length, could.Count(days => days.Any(used => used > days.Min() && used <= days.Min().AddDays(28)))), (cell.Eligible, cell.Retained));
        var touched = events.Where(raw => raw.Feature == Compute.Key && raw.Day >= day.AddDays(-364)).Select(raw => (raw.Account, raw.User)).Distinct().Count();
        Assert.Equal(firsts.Count - touched, never.Count);
    }

    private static (DateOnly Day, List<RawEvent> Events, Audience Audience) At(string asOf)
    {
        var day = DateOnly.Parse(asOf, System.Globalization.CultureInfo.InvariantCulture);
        var events = Log.Value.Where(raw => raw.Day <= day).ToList();
        var people = events.GroupBy(raw => (raw.Account, raw.User)).Select(own => new SeenPerson(own.Key.Account, own.Key.User, own.Min(raw => raw.Day), own.Max(raw => raw.Day)));
        return (day, events, Audience.Of(TenantKnowledge.None, [], people, day));
    }

    private static List<PersonUse> Uses(List<RawEvent> events, string? feature) => [.. events
        .Where(raw => feature is null || raw.Feature == feature)
        .GroupBy(raw => (raw.Account, raw.User))
        .Select(own => new PersonUse(own.Key.Account, own.Key.User, own.Min(raw => raw.Day), own.GroupBy(raw => raw.Day).OrderBy(days => days.Key).Select(days => new DayUse(days.Key, days.Count()))))];

    private static (FeatureStatus Status, int Adopters) Slow(RawEvent[] events, DateOnly asOf)
    {
        int Adopters(DateOnly day) => events.Where(raw => raw.Day > day.AddDays(-28) && raw.Day <= day).GroupBy(raw => raw.User)
            .Count(own => own.Count() >= 2 && own.Select(raw => raw.Day).Distinct().Count() >= 2);
        var now = Adopters(asOf);
        return events.Length == 0 ? (FeatureStatus.Never, 0)
            : now >= 2 ? (FeatureStatus.Adopted, now)
            : events.Max(raw => raw.Day) > asOf.AddDays(-28) ? (FeatureStatus.Tried, now)
            : Enumerable.Range(events.Min(raw => raw.Day).DayNumber, asOf.DayNumber - events.Min(raw => raw.Day).DayNumber).Any(day => Adopters(DateOnly.FromDayNumber(day)) >= 2) ? (FeatureStatus.Cliff, now)
            : (FeatureStatus.Tried, now);
    }
}
