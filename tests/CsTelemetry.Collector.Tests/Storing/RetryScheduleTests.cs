using CsTelemetry.Collector.Storing;

namespace CsTelemetry.Collector.Tests.Storing;

public sealed class RetryScheduleTests
{
    private readonly RetrySchedule _schedule = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10));

    [Theory]
    [InlineData(1, 200)]
    [InlineData(2, 400)]
    [InlineData(3, 800)]
    [InlineData(6, 6400)]
    [InlineData(7, 10_000)]
    [InlineData(31, 10_000)]
    [InlineData(int.MaxValue, 10_000)]
    public void The_longest_wait_doubles_up_to_its_limit(int failures, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), _schedule.DelayAfter(failures, 1));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.25, 200)]
    [InlineData(0.5, 400)]
    public void The_wait_is_drawn_between_nothing_and_that(double jitter, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), _schedule.DelayAfter(3, jitter));
}
