using System.Net.Http.Headers;
using CsTelemetry.Exporting;

namespace CsTelemetry.Sdk.Tests.Exporting;

public sealed class RetryAfterHeaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("120", 120)]
    [InlineData("999999999", 86_400)]
    [InlineData("Mon, 02 Mar 2026 08:01:30 GMT", 90)]
    [InlineData("Mon, 02 Mar 2026 07:00:00 GMT", 0)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 86_400)]
    public void Seconds_and_dates_are_read_and_kept_sensible(string header, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read(header));

    [Theory]
    [InlineData(null)]
    [InlineData("soon")]
    [InlineData("-5")]
    public void What_says_nothing_is_no_wait_at_all(string? header) => Assert.Null(Read(header));

    [Theory]
    [InlineData("Mon, 02 Mar 2026 14:00:00 GMT", "Mon, 02 Mar 2026 14:00:20 GMT")]
    [InlineData("Mon, 02 Mar 2026 02:00:00 GMT", "Mon, 02 Mar 2026 02:00:20 GMT")]
    public void A_date_is_measured_by_the_server_s_own_clock_since_ours_may_be_hours_off(string serverNow, string until) =>
        Assert.Equal(TimeSpan.FromSeconds(20), Read(until, serverNow));

    private static TimeSpan? Read(string? header, string? date = null)
    {
        using var response = new HttpResponseMessage();
        HttpResponseHeaders headers = response.Headers;
        _ = header is not null && headers.TryAddWithoutValidation("retry-after", header);
        _ = date is not null && headers.TryAddWithoutValidation("date", date);
        return RetryAfterHeader.Read(headers, Now);
    }
}
