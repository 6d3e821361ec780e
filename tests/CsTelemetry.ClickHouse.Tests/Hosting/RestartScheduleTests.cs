using CsTelemetry.ClickHouse.Hosting;

namespace CsTelemetry.ClickHouse.Tests.Hosting;

public sealed class RestartScheduleTests
{
    private readonly RestartSchedule _schedule = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30));

    [Theory]
    [InlineData(1, 1.0, 500)]
    [InlineData(2, 1.0, 1000)]
    [InlineData(3, 0.5, 1000)]
    [InlineData(7, 1.0, 30_000)]
    [InlineData(5_000, 1.0, 30_000)]
    [InlineData(5_000, 0.0, 0)]
    public void The_wait_doubles_up_to_its_limit_and_any_part_of_it_may_be_drawn(int failures, double jitter, int milliseconds)
    {
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), _schedule.DelayAfter(failures, jitter));
    }
}
