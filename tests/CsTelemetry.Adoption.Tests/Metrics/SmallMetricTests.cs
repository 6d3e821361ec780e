using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Metrics;
using static CsTelemetry.Adoption.Tests.Metrics.Use;

namespace CsTelemetry.Adoption.Tests.Metrics;

public sealed class SmallMetricTests
{
    [Fact]
    public void A_distribution_interpolates_as_the_score_does()
    {
        var five = Distribution.Of([100, 1, 2, 3, 4])!;

        Assert.Equal((5, 22d, 2d, 3d, 4d), (five.Count, five.Mean, five.P25, five.P50, five.P75));
        Assert.Equal(1.4, five.P10, 1e-12);
        Assert.Equal(61.6, five.P90, 1e-12);
        Assert.Null(Distribution.Of([]));
    }

    [Fact]
    public void Among_fewer_than_five_peers_nobody_is_placed()
    {
        Assert.Null(PeerRank.Of(1, [0, 0, 2, 2]));
        Assert.Equal(50, PeerRank.Of(1, [0, 0, 1, 2, 2]));
        Assert.Equal(100, PeerRank.Of(3, [0, 0, 1, 2, 2]));
    }

    [Fact]
    public void Breadth_weighs_what_could_be_adopted_by_its_value()
    {
        (CatalogFeature, FeatureStatus)[] core =
        [
            (new("a") { ValueWeight = 3 }, FeatureStatus.Adopted), (new("b") { ValueWeight = 1 }, FeatureStatus.Cliff),
            (new("c") { ValueWeight = 9 }, FeatureStatus.NotEntitled), (new("d") { ValueWeight = 9 }, FeatureStatus.NotInstrumented),
        ];

        Assert.Equal(.75, Breadth.Of(core).Share);
        Assert.Null(Breadth.Of(core[2..]).Share);
    }

    [Fact]
    public void Only_intervals_that_have_ended_are_shown()
    {
        Assert.Equal([March(8), March(15)], CalendarInterval.Week.EndsIn(new DaySpan(March(4), March(21))));
        Assert.Equal([March(0), March(31)], CalendarInterval.Month.EndsIn(new DaySpan(March(-5), March(40))));
        Assert.Equal([March(4), March(5)], CalendarInterval.Day.EndsIn(new DaySpan(March(4), March(5))));
    }

    [Fact]
    public void A_person_is_an_adopter_from_the_day_of_enough_uses_until_they_are_too_old()
    {
        var rule = new AdopterRule(PeriodDays: 7, MinUses: 3, MinDays: 2);

        Assert.Equal([new DaySpan(March(4), March(7)), new DaySpan(March(21), March(26))], rule.Spans(On("ann", 1, 4, 4, 20, 20, 21)));
        Assert.Empty(rule.Spans(On("bob", 1, 1, 1, 1, 9, 17)));
    }

    [Fact]
    public void Lifecycle_goes_by_the_first_use_of_the_thing_itself()
    {
        PersonUse[] uses = [On("new", 15), On("returning", 8, 15), On("resurrected", 1, 16), On("dormant", 1), On("newly", 9)];

        Assert.Equal(new Lifecycle(March(15), March(21), 1, 1, 1, 2, 1), Lifecycle.Of(uses, March(21), 7));
    }

    [Fact]
    public void Uses_that_no_log_can_have_made_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new PersonUse("acme", "ann", March(2), [new DayUse(March(1), 1)]));
        Assert.Throws<ArgumentException>(() => new PersonUse("acme", "ann", March(1), [new DayUse(March(2), 1), new DayUse(March(2), 1)]));
        Assert.Throws<ArgumentException>(() => new PersonUse("acme", "ann", March(1), [new DayUse(March(2), 0)]));
    }

    [Fact]
    public void Who_used_it_in_a_trial_before_the_start_took_no_time()
    {
        var knowledge = new TenantKnowledge { Accounts = new Dictionary<string, CustomerAccount> { ["acme"] = new("acme") { StartsOn = March(10) } } };
        var audience = Audience.Of(knowledge, [new("acme", March(1), March(20))], [new("acme", "ann", March(1), March(20)), new("acme", "bob", March(12), March(20))], March(20));

        var time = TimeToAdopt.Of(audience, new CatalogFeature("export"), [On("ann", 2, 3)], AdoptionMoment.Adopted);

        Assert.Equal((2, 1, 0), (time.Curve.People, time.Curve.Events, time.Curve.MedianDays));
        Assert.Equal((0, 2, .5), (time.Curve.Points[0].Days, time.Curve.Points[0].AtRisk, time.Curve.Points[0].Waiting));
    }
}
