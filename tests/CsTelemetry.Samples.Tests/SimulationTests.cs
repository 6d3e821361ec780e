using UsageSimulator;
using UsageSimulator.Accounts;
using UsageSimulator.Catalog;

namespace CsTelemetry.Samples.Tests;

/// <summary>Looks at the default log as a whole: five years of Planboard.</summary>
public sealed class SimulationTests
{
    private static readonly SimulationOptions Options = SimulationOptions.Default;
    private static readonly Simulation Planboard = new(Options);
    private static readonly Lazy<List<UsageEvent>> Events = new(Planboard.Events);

    [Fact]
    public void It_holds_about_forty_thousand_events_of_eighty_accounts_and_24_features()
    {
        Assert.InRange(Events.Value.Count, 36_000, 44_000);
        Assert.Equal(80, Events.Value.Select(use => use.AccountId).Distinct().Count());
        Assert.Equal(24, Events.Value.Select(use => use.Feature).Distinct().Count());
    }

    [Fact]
    public void Every_event_lies_within_the_simulated_days_in_UTC()
    {
        Assert.All(Events.Value, use => Assert.InRange(DateOnly.FromDateTime(use.OccurredAt.UtcDateTime), Options.Start, Options.End));
        Assert.All(Events.Value, use => Assert.True(DateOnly.FromDateTime(use.OccurredAt.DateTime) <= Options.End));
        Assert.Equal(Options.End, DateOnly.FromDateTime(Events.Value[^1].OccurredAt.UtcDateTime));
    }

    [Fact]
    public void Nobody_uses_a_feature_that_the_plan_of_the_day_does_not_include()
    {
        var accounts = Planboard.Accounts().ToDictionary(account => account.Id);
        var features = FeatureCatalog.All.ToDictionary(feature => feature.Key);

        Assert.All(Events.Value, use =>
        {
            // A visit that runs past midnight has the plan of the day before, which is never a higher one.
            var day = DateOnly.FromDateTime(use.OccurredAt.DateTime);
            Assert.True(accounts[use.AccountId].PlanOn(day) >= features[use.Feature].From);
        });
        Assert.Contains(accounts.Values, account => account.PlanOn(Options.End) > account.FirstPlan);
    }

    [Fact]
    public void The_late_feature_is_unused_before_its_release_and_spreads_afterwards()
    {
        var days = Events.Value
            .Where(use => use.Feature == "planning.assistant")
            .Select(use => DateOnly.FromDateTime(use.OccurredAt.DateTime).DayNumber - Options.ReleaseDay.DayNumber)
            .ToArray();

        Assert.True(days.Min() >= 0);
        Assert.True(days.Count(day => day < 180) * 3 < days.Count(day => day is >= 540 and < 720));
    }

    [Fact]
    public void Weekends_are_quiet_and_office_hours_busy()
    {
        Assert.InRange(Share(use => use.OccurredAt.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday), .005, .06);
        Assert.InRange(Share(use => use.OccurredAt.Hour is >= 8 and < 18), .8, .97);
    }

    [Fact]
    public void A_tenth_of_the_people_makes_about_half_of_the_events()
    {
        var counts = Events.Value.GroupBy(use => use.UserId).Select(own => own.Count()).OrderDescending().ToArray();

        Assert.InRange(counts.Take(counts.Length / 10).Sum() / (double)Events.Value.Count, .4, .7);
    }

    [Fact]
    public void Accounts_of_every_life_course_are_there_and_many_have_fallen_silent()
    {
        var last = Events.Value.GroupBy(use => use.AccountId).ToDictionary(own => own.Key, own => own.Max(use => use.OccurredAt));
        var silent = last.Values.Count(at => at < Events.Value[^1].OccurredAt.AddDays(-90));

        Assert.Equal(Enum.GetValues<LifeCourse>(), Planboard.Accounts().Select(account => account.Course).Distinct().Order());
        Assert.InRange(silent, 16, 48);
    }

    [Fact]
    public void Fading_accounts_fade_and_growing_ones_grow()
    {
        Assert.True(UsesInYear(LifeCourse.Fades, last: true) < UsesInYear(LifeCourse.Fades, last: false) * .7);
        Assert.True(UsesInYear(LifeCourse.Grows, last: true) > UsesInYear(LifeCourse.Grows, last: false) * 1.5);
    }

    [Fact]
    public void More_accounts_do_not_change_the_ones_before()
    {
        var few = new Simulation(Options with { AccountCount = 10 }).Events();
        var ids = few.Select(use => use.AccountId).ToHashSet();

        Assert.Equal(few, Events.Value.Where(use => ids.Contains(use.AccountId)));
    }

    [Fact]
    public void No_two_people_share_an_id_and_no_two_accounts_a_name()
    {
        var accounts = new Simulation(Options with { AccountCount = 1_000 }).Accounts().ToArray();
        var people = accounts.SelectMany(account => account.People).ToArray();

        Assert.Equal(1_000, accounts.Select(account => account.Id).Distinct().Count());
        Assert.Equal(people.Length, people.Select(person => person.UserId).Distinct().Count());
    }

    private static double Share(Func<UsageEvent, bool> isOne) => Events.Value.Count(isOne) / (double)Events.Value.Count;

    // Uses per account in the last simulated year, or in the account's own second half-year to one and a half.
    private static double UsesInYear(LifeCourse course, bool last)
    {
        var accounts = Planboard.Accounts().Where(account => account.Course == course && account.FirstDay < Options.End.AddDays(-1000)).ToArray();
        return accounts.Average(account =>
        {
            var from = last ? Options.End.AddDays(-364) : account.FirstDay.AddDays(60);
            return Events.Value.Count(use => use.AccountId == account.Id &&
                DateOnly.FromDateTime(use.OccurredAt.DateTime) >= from && DateOnly.FromDateTime(use.OccurredAt.DateTime) < from.AddDays(365));
        });
    }
}
