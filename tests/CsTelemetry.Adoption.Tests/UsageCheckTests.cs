using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Tests.Building;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Tests;

public sealed class UsageCheckTests
{
    public static TheoryData<UserUsage, string> ImpossiblePeople => new()
    {
        { Sample.User("ann") with { WeekBlocks = 1u << 16 }, "0x10000" },
        { Sample.User("ann") with { Events84 = -1 }, "-1 value events" },
        { Sample.User("ann") with { Events84 = UsageWindows.MaxEventsPerUser + 1 }, "0 to 1000000000000" },
        { Sample.User("ann") with { DecayedEvents = double.NaN }, "NaN decayed events" },
        { Sample.User("ann") with { DecayedEvents = double.PositiveInfinity }, "decayed events" },
        { Sample.User("ann") with { CoreFeatures84 = [new FeatureUse("export", -2, 1)] }, "-2 uses of 'export'" },
        { Sample.User("ann") with { CoreFeatures84 = [new FeatureUse("export", 2, UInt128.One << 84)] }, "beyond age 83" },
    };

    [Theory]
    [MemberData(nameof(ImpossiblePeople), DisableDiscoveryEnumeration = true)]
    public void A_person_that_no_log_can_have_produced_is_refused_by_name(UserUsage user, string said)
    {
        AssertRefused(Sample.Account(user), "'ann'", said);
    }

    [Fact]
    public void A_person_who_comes_twice_is_refused()
    {
        AssertRefused(Sample.Account(Sample.User("ann"), Sample.User("ann")), "'ann' comes twice");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Impossible_seats_are_refused(double seats)
    {
        AssertRefused(Sample.Account() with { EligibleSeats = seats }, "eligible seats");
    }

    [Fact]
    public void An_account_that_does_not_exist_yet_is_refused()
    {
        AssertRefused(Sample.Account() with { FirstDay = Sample.AsOf.AddDays(1) }, "first day 2026-04-01 lies after as_of 2026-03-31");
    }

    [Fact]
    public void A_heartbeat_from_the_future_is_refused()
    {
        AssertRefused(Sample.Account() with { LastHeartbeat = Sample.AsOf.AddDays(1) }, "last heartbeat 2026-04-01");
    }

    [Fact]
    public void An_account_that_comes_twice_is_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() => PortfolioScorer.Score([Sample.Account(), Sample.Account()], Sample.AsOf, Sample.Core));

        Assert.Contains("'acme' comes twice", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("export", 1)]
    [InlineData("other", 0)]
    [InlineData("other", double.NaN)]
    public void Core_features_that_come_twice_or_weigh_nothing_are_refused(string feature, double weight)
    {
        CoreFeature[] core = [new("export"), new(feature, weight)];

        var fault = Assert.Throws<ArgumentException>(() => Sample.Score(Sample.Account(), core: core));

        Assert.Contains($"'{feature}'", fault.Message, StringComparison.Ordinal);
    }

    private static void AssertRefused(AccountUsage account, params string[] said)
    {
        var fault = Assert.Throws<ArgumentException>(() => Sample.Score(account));

        Assert.All(said.Append("'acme'"), words => Assert.Contains(words, fault.Message, StringComparison.Ordinal));
    }
}
