using CsTelemetry.Exporting;

namespace CsTelemetry.Sdk.Tests.Exporting;

public sealed class GrpcTimeoutTests
{
    [Theory]
    [InlineData(10_000, "10000m")]
    [InlineData(0.2, "1m")]
    [InlineData(0, "1m")]
    [InlineData(1e12, "99999999m")]
    public void A_deadline_is_whole_milliseconds_in_at_most_eight_digits_and_never_zero(double milliseconds, string expected) =>
        Assert.Equal(expected, GrpcTimeout.Format(TimeSpan.FromMilliseconds(milliseconds)));
}
