using CsTelemetry.Grpc.Headers;

namespace CsTelemetry.Grpc.Tests.Headers;

// Trap 9.
public sealed class TimeoutValueTests
{
    [Theory]
    [InlineData("2H", 2 * TimeSpan.TicksPerHour)]
    [InlineData("3M", 3 * TimeSpan.TicksPerMinute)]
    [InlineData("4S", 4 * TimeSpan.TicksPerSecond)]
    [InlineData("5m", 5 * TimeSpan.TicksPerMillisecond)]
    [InlineData("6u", 6 * TimeSpan.TicksPerMicrosecond)]
    [InlineData("700n", 7)]
    [InlineData("1n", 1)]
    [InlineData("0m", 0)]
    [InlineData("00000001S", TimeSpan.TicksPerSecond)]
    public void Every_unit_is_read(string text, long ticks)
    {
        Assert.True(TimeoutValue.TryParse(text, out var timeout));
        Assert.Equal(ticks, timeout.Ticks);
    }

    [Fact]
    public void Eight_nines_of_hours_do_not_overflow()
    {
        Assert.True(TimeoutValue.TryParse("99999999H", out var timeout));
        Assert.Equal(TimeoutValue.Longest, timeout);
    }
}
