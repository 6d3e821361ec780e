using CsTelemetry.Collector.Admitting;

namespace CsTelemetry.Collector.Tests.Admitting;

public sealed class TokenBucketTests
{
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(10);

    [Fact]
    public void It_begins_full_and_gives_on_credit_once()
    {
        var bucket = new TokenBucket(100, Burst, TimeSpan.Zero);

        bucket.Take(999);
        Assert.Equal(TimeSpan.Zero, bucket.WaitAt(TimeSpan.Zero));
        bucket.Take(500);

        // 499 owed, and one more, or it were empty.
        Assert.Equal(TimeSpan.FromSeconds(5), bucket.WaitAt(TimeSpan.Zero));
    }

    [Fact]
    public void Who_comes_back_when_told_is_let_in()
    {
        var bucket = new TokenBucket(7, Burst, TimeSpan.Zero);
        bucket.Take(1234.5);

        var wait = bucket.WaitAt(TimeSpan.Zero);

        Assert.NotEqual(TimeSpan.Zero, bucket.WaitAt(wait - TimeSpan.FromSeconds(0.5)));
        Assert.Equal(TimeSpan.Zero, bucket.WaitAt(wait));
    }

    [Fact]
    public void A_pause_fills_it_no_higher_than_its_depth()
    {
        var bucket = new TokenBucket(100, Burst, TimeSpan.Zero);

        Assert.Equal(TimeSpan.Zero, bucket.WaitAt(TimeSpan.FromDays(1)));
        bucket.Take(1001);

        Assert.NotEqual(TimeSpan.Zero, bucket.WaitAt(TimeSpan.FromDays(1)));
    }

    [Fact]
    public void Without_a_limit_nothing_ever_waits()
    {
        var bucket = new TokenBucket(0, Burst, TimeSpan.Zero);

        bucket.Take(double.MaxValue);

        Assert.Equal(TimeSpan.Zero, bucket.WaitAt(TimeSpan.Zero));
    }

    [Fact]
    public void Another_rate_counts_from_now_and_forgives_no_debt()
    {
        var bucket = new TokenBucket(100, Burst, TimeSpan.Zero);
        bucket.Take(1199);

        bucket.Change(10, Burst, TimeSpan.FromSeconds(1));

        Assert.Equal(TimeSpan.FromSeconds(10), bucket.WaitAt(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Two_readings_of_the_clock_out_of_order_fill_it_once()
    {
        var bucket = new TokenBucket(100, Burst, TimeSpan.Zero);
        bucket.Take(1999);

        _ = bucket.WaitAt(TimeSpan.FromSeconds(5));
        _ = bucket.WaitAt(TimeSpan.FromSeconds(4));

        Assert.Equal(TimeSpan.FromSeconds(5), bucket.WaitAt(TimeSpan.FromSeconds(5)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Over_a_long_time_no_more_than_the_rate_gets_through(int seed)
    {
        var random = new Random(seed);
        var bucket = new TokenBucket(1000, Burst, TimeSpan.Zero);
        var (now, taken, largest) = (TimeSpan.Zero, 0L, 0);
        while (now < TimeSpan.FromHours(1))
        {
            now += TimeSpan.FromMilliseconds(random.Next(100));
            var amount = random.Next(1, 5000);
            if (bucket.WaitAt(now) == TimeSpan.Zero)
            {
                bucket.Take(amount);
                (taken, largest) = (taken + amount, Math.Max(largest, amount));
            }
        }

        // The rate, what it held at first, and the last one's credit; and hardly less, for it was always asked for more.
        Assert.InRange(taken, (now.TotalSeconds * 1000) - largest, ((now + Burst).TotalSeconds * 1000) + largest);
    }
}
