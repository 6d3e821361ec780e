using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Accounting;

public sealed class DrainRateTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly DrainRate _rate;

    public DrainRateTests() => _rate = new DrainRate(_time);

    [Fact]
    public void While_nothing_drains_the_longest_wait_is_told() => Assert.Equal(TimeSpan.FromSeconds(30), _rate.TimeToDrain(1));

    [Fact]
    public void The_wait_is_what_the_last_30_seconds_took()
    {
        _rate.Drained(1000);
        _time.Advance(TimeSpan.FromSeconds(10));
        _rate.Drained(2000);

        Assert.Equal(TimeSpan.FromSeconds(5), _rate.TimeToDrain(500));
    }

    [Fact]
    public void What_drained_longer_ago_does_not_count()
    {
        _rate.Drained(1000);
        _time.Advance(TimeSpan.FromSeconds(10));
        _rate.Drained(2000);

        _time.Advance(TimeSpan.FromSeconds(20) + TimeSpan.FromTicks(1));
        Assert.Equal(TimeSpan.FromSeconds(7.5), _rate.TimeToDrain(500));

        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.FromSeconds(30), _rate.TimeToDrain(500));
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(10, 0.5)]
    [InlineData(1_000_000_000, 30)]
    [InlineData(long.MaxValue, 30)]
    public void The_wait_is_half_a_second_to_thirty(long events, double seconds)
    {
        _rate.Drained(1000);

        Assert.Equal(TimeSpan.FromSeconds(seconds), _rate.TimeToDrain(events));
    }
}
