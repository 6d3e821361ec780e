using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Metrics;
using static CsTelemetry.Adoption.Tests.Metrics.Use;

namespace CsTelemetry.Adoption.Tests.Metrics;

public sealed class FeatureStatusTests
{
    private static readonly CatalogFeature Export = new("export");

    [Theory]
    // Two uses on two days make an adopter; two adopters an account of up to 20 seats.
    [InlineData(20, 2, FeatureStatus.Adopted)]
    [InlineData(20, 1, FeatureStatus.Tried)]
    [InlineData(21, 2, FeatureStatus.Tried)]
    [InlineData(21, 3, FeatureStatus.Adopted)]
    [InlineData(1, 1, FeatureStatus.Adopted)]
    [InlineData(null, 1, FeatureStatus.Tried)]
    [InlineData(null, 2, FeatureStatus.Adopted)]
    public void An_account_adopts_by_two_people_or_a_tenth_of_its_seats_or_its_only_one(int? seats, int adopters, FeatureStatus status)
    {
        var uses = Enumerable.Range(0, adopters).Select(i => On($"u{i}", 3, 9)).ToArray();

        Assert.Equal(status, Status(Known(seats), March(20), uses).Status);
    }

    [Fact]
    public void An_account_that_had_adopted_a_feature_and_fell_silent_stands_at_a_cliff()
    {
        PersonUse[] uses = [On("ann", 1, 2), On("bob", 1, 4)];

        Assert.Equal(FeatureStatus.Adopted, Status(Known(5), March(28), uses).Status);
        Assert.Equal(FeatureStatus.Tried, Status(Known(5), March(30), uses).Status);
        Assert.Equal(FeatureStatus.Tried, Status(Known(5), March(31), uses).Status);
        Assert.Equal(FeatureStatus.Cliff, Status(Known(5), March(32), uses).Status);
    }

    [Fact]
    public void What_was_never_adopted_is_no_cliff() =>
        Assert.Equal(FeatureStatus.Tried, Status(Known(5), March(60), On("ann", 1, 2)).Status);

    [Fact]
    public void Whether_it_had_adopted_is_judged_by_the_seats_of_that_day()
    {
        var shrunk = Known(Timelines.Of([new Interval<double>(null, March(10), 40), new Interval<double>(March(10), null, 5)]));
        PersonUse[] early = [On("ann", 1, 2), On("bob", 1, 2)];

        // On the 2nd two of forty seats were too few; from the 10th on, with five seats, they are enough.
        Assert.Equal(FeatureStatus.Tried, Status(shrunk, March(9), early).Status);
        Assert.Equal(FeatureStatus.Adopted, Status(shrunk, March(10), early).Status);
        Assert.Equal(FeatureStatus.Cliff, Status(shrunk, March(40), early).Status);
    }

    [Fact]
    public void Not_entitled_and_not_instrumented_are_no_zero()
    {
        var withheld = Known(5) with { Entitlements = new Dictionary<string, Timeline<bool>> { ["export"] = Timelines.Always(false) } };

        var trial = Status(withheld, March(20), On("ann", 3, 9));
        var unheard = AccountFeatures.Of(Audience(Known(5), March(20), []), "acme", Export, null, []);
        var never = AccountFeatures.Of(Audience(Known(5), March(20), []), "acme", Export, March(1), []);

        Assert.Equal((FeatureStatus.NotEntitled, 1, null), (trial.Status, trial.Adopters, trial.Rate));
        Assert.Equal((FeatureStatus.NotInstrumented, null), (unheard.Status, unheard.Rate));
        Assert.Equal((FeatureStatus.Never, 0d), (never.Status, never.Rate));
    }

    private static CustomerAccount Known(double? seats) => Known(seats is { } number ? Timelines.Always(number) : Timelines.None<double>());

    private static CustomerAccount Known(Timeline<double> seats) => new("acme") { Seats = new Dictionary<string, Timeline<double>> { [""] = seats } };

    private static AccountFeature Status(CustomerAccount account, DateOnly day, params PersonUse[] uses) =>
        AccountFeatures.Of(Audience(account, day, uses), "acme", Export, March(1), uses);

    private static Audience Audience(CustomerAccount account, DateOnly day, PersonUse[] uses) => CsTelemetry.Adoption.Metrics.Audience.Of(
        new TenantKnowledge { Accounts = new Dictionary<string, CustomerAccount> { ["acme"] = account }, Features = new Dictionary<string, CatalogFeature> { ["export"] = Export } },
        [],
        uses.Select(use => new SeenPerson("acme", use.UserId, use.FirstDay, use.FirstDay)),
        day);
}
