using CsTelemetry.Collector.Admitting;

namespace CsTelemetry.Collector.Tests.Admitting;

/// <summary>Plays random traffic of many tenants through the turns and checks what must always hold. A seed names a run.</summary>
public sealed class FairTurnsPropertyTests
{
    private const int LargestBatch = 1 << 20;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nothing_is_over_a_limit_lost_doubled_out_of_order_or_left_waiting(int seed)
    {
        var random = new Random(seed);
        var play = new TurnsPlay();
        for (var step = 0; step < 3000; step++)
        {
            if (random.Next(5) < 3)
            {
                play.Arrive($"t{random.Next(1 + random.Next(12))}", 1 + random.Next(3), random.Next(TurnLimits.MinCostBytes, random.Next(8) == 0 ? LargestBatch : 64 * 1024));
            }
            else
            {
                play.EndOne(random);
            }

            play.AssertWithinLimits();
        }

        play.EndAll(random);

        Assert.Equal((0, 0), (play.Turns.RunningCount, play.Turns.WaitingCount));
        Assert.Equal((0, 0), (play.Turns.RunningBytes, play.Turns.WaitingBytes));
        Assert.Equal(play.Taken.Order(), play.Started.Concat(play.PushedOut.Select(one => one.Number)).Order());
        Assert.All(play.StartedByTenant.Values, numbers => Assert.Equal(numbers.Order(), numbers));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Tenants_that_always_wait_are_served_by_their_weights(int seed)
    {
        var random = new Random(seed);
        var play = new TurnsPlay();
        var tenants = Enumerable.Range(0, 2 + random.Next(5)).Select(i => (Name: $"t{i}", Weight: 1 + random.Next(4), Largest: random.Next(8 * 1024, 64 * 1024))).ToList();
        for (var step = 0; step < 10_000; step++)
        {
            if (step == 2_000)
            {
                // Who came first found the room empty.
                play.ServedBytes.Clear();
            }

            foreach (var (name, weight, largest) in tenants)
            {
                while (play.Turns.WaitingOf(name).Count < 64 && play.Arrive(name, weight, random.Next(TurnLimits.MinCostBytes, largest)))
                {
                    // Until it is refused or has enough waiting.
                }
            }

            play.EndOldest();
        }

        var perWeight = tenants.Select(tenant => play.ServedBytes[tenant.Name] / (double)tenant.Weight).ToList();
        Assert.InRange(perWeight.Max() / perWeight.Min(), 1, 1.15);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_batch_of_a_quiet_tenant_starts_at_once_however_one_other_floods(int seed)
    {
        var random = new Random(seed);
        var play = new TurnsPlay();
        for (var step = 0; step < 3000; step++)
        {
            for (var i = 0; i < 20; i++)
            {
                play.Arrive("flood", 1, random.Next(TurnLimits.MinCostBytes, LargestBatch));
            }

            if (step % 7 == 0)
            {
                var bytes = random.Next(TurnLimits.MinCostBytes, LargestBatch);
                Assert.True(play.Turns.TryStart("quiet", bytes), $"Step {step}.");
                play.Turns.End("quiet", bytes);
            }

            play.EndOne(random);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Beside_many_floods_a_quiet_tenant_is_never_refused_and_waits_for_few(int seed)
    {
        const int Floods = 12;
        var random = new Random(seed);
        var play = new TurnsPlay();
        for (var step = 0; step < 400; step++)
        {
            for (var flood = 0; flood < Floods; flood++)
            {
                for (var i = 0; i < 10; i++)
                {
                    play.Arrive($"flood{flood}", 1, random.Next(TurnLimits.MinCostBytes, 128 * 1024));
                }
            }

            var before = play.ServedBytes.Values.Sum();
            Assert.True(play.Arrive("quiet", 1, 60 * 1024), $"Step {step}: refused.");
            while (play.Turns.WaitingOf("quiet").Count > 0)
            {
                play.EndOldest();
            }

            Assert.DoesNotContain(play.PushedOut, one => one.Tenant == "quiet");

            // A round: each flood's quantum and its last batch's excess; and what had to end first.
            Assert.InRange(play.ServedBytes.Values.Sum() - before, 0, (Floods + 1) * ((64 + 128) * 1024L));
            play.EndOne(random);
        }
    }
}
