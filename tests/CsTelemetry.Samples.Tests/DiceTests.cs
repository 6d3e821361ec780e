using UsageSimulator.Randomness;

namespace CsTelemetry.Samples.Tests;

public sealed class DiceTests
{
    [Fact]
    public void Shares_fall_evenly_between_0_and_1()
    {
        var dice = new Dice(1, 0);
        var tenths = new int[10];
        for (var i = 0; i < 100_000; i++)
        {
            tenths[(int)(dice.Share() * 10)]++;
        }

        // 10,000 expected, standard deviation 95: five of them.
        Assert.All(tenths, count => Assert.InRange(count, 9_525, 10_475));
    }

    [Fact]
    public void Streams_of_one_seed_are_told_apart_and_repeat()
    {
        Assert.Equal(new Dice(1, 2).Bits(), new Dice(1, 2).Bits());
        Assert.NotEqual(new Dice(1, 2).Bits(), new Dice(1, 3).Bits());
        Assert.NotEqual(new Dice(1, 2).Bits(), new Dice(2, 1).Bits());
    }

    [Fact]
    public void A_place_of_weight_zero_is_never_picked()
    {
        var dice = new Dice(7, 0);

        Assert.All(Enumerable.Range(0, 1_000), _ => Assert.Equal(1, dice.Pick([0, 3, 0])));
    }

    [Fact]
    public void A_heavy_tail_starts_at_one_and_is_cut_at_the_most()
    {
        var dice = new Dice(3, 0);
        var rolls = Enumerable.Range(0, 10_000).Select(_ => dice.HeavyTail(20)).Order().ToArray();

        Assert.True(rolls[0] >= 1);
        Assert.Equal(20, rolls[^1]);
        Assert.InRange(rolls[5_000], 1.38, 1.45);
    }
}
