using CsTelemetry.Adoption.Targets;
using CsTelemetry.Adoption.Tests.Building;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Tests;

public sealed class TargetEstimatorTests
{
    [Fact]
    public void Targets_are_75th_percentiles_and_the_mean_utilisation_of_qualifying_accounts()
    {
        var targets = Estimate(Peer("a", 1, seats: 2), Peer("b", 2, seats: 2), Peer("c", 3), Peer("d", 4, seats: 16));

        Assert.Equal(new AdoptionTargets(3.25, 2, 97.5, (.5 + 1 + .25) / 3, 4), targets);
    }

    [Fact]
    public void Young_silent_and_excluded_accounts_shape_no_target()
    {
        var silent = Peer("silent", 1) with { Users = [Sample.User("ann") with { WeekBlocks = 0xFFF0, DecayedEvents = 1e6 }] };
        var targets = Estimate(
            Peer("a", 2),
            Peer("young", 9) with { FirstDay = Sample.AsOf.AddDays(-28) },
            Peer("excluded", 9) with { Excluded = true },
            silent);

        Assert.Equal((1, 2, 60), (targets.AccountCount, targets.ActiveUsers!.Value, targets.DecayedEvents!.Value));
    }

    [Fact]
    public void A_tenure_of_thirty_days_qualifies()
    {
        Assert.Equal(1, Estimate(Peer("a", 2) with { FirstDay = Sample.AsOf.AddDays(-29) }).AccountCount);
    }

    [Fact]
    public void Without_a_qualifying_account_every_target_is_unknown()
    {
        Assert.Equal(new AdoptionTargets(null, null, null, null, 0), Estimate());
    }

    [Fact]
    public void The_target_of_breadth_is_at_least_one()
    {
        var peer = Peer("a", 2) with { Users = [Sample.User("ann") with { CoreFeatures84 = [] }] };

        Assert.Equal(1, Estimate(peer).AdoptedCore);
    }

    [Fact]
    public void More_active_people_than_seats_count_as_full_use_of_the_seats()
    {
        Assert.Equal(1, Estimate(Peer("a", 9, seats: 3)).MeanUtilisation);
    }

    private static AdoptionTargets Estimate(params AccountUsage[] accounts) => TargetEstimator.Estimate(accounts, Sample.AsOf, Sample.Core);

    private static AccountUsage Peer(string id, int users, double? seats = null) =>
        Sample.Account([.. Enumerable.Range(0, users).Select(i => Sample.User($"u{i}"))]) with { AccountId = id, EligibleSeats = seats };
}
