using CsTelemetry.Exporting;

namespace CsTelemetry.Sdk.Tests.Exporting;

public sealed class RetryScheduleTests
{
    private readonly RetrySchedule _schedule = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30));

    [Theory]
    [InlineData(1, 500)]
    [InlineData(2, 1_000)]
    [InlineData(6, 16_000)]
    [InlineData(7, 30_000)]
    [InlineData(100_000, 30_000)]
    public void The_ceiling_doubles_with_each_failure_up_to_the_longest(int failures, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), _schedule.DelayAfter(failures, 1.0, TimeSpan.Zero));

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.5, 250)]
    public void The_wait_is_drawn_from_nothing_to_the_ceiling(double jitter, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), _schedule.DelayAfter(1, jitter, TimeSpan.Zero));

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public void The_wait_is_never_shorter_than_the_collector_asked_for(double jitter) =>
        Assert.True(_schedule.DelayAfter(3, jitter, TimeSpan.FromMinutes(5)) >= TimeSpan.FromMinutes(5));
}
