using CsTelemetry.Collector.Scoring;

namespace CsTelemetry.Collector.Tests.Scoring;

public sealed class CompleteDaysTests
{
    [Theory]
    [InlineData("2026-06-15T09:59:59Z", "2026-06-13", "UTC", "Pacific/Honolulu")]
    [InlineData("2026-06-15T10:00:00Z", "2026-06-14", "UTC", "Pacific/Honolulu")]
    [InlineData("2026-06-15T00:00:00Z", "2026-06-14", "UTC", "Pacific/Kiritimati", "Asia/Kathmandu")]
    [InlineData("2026-06-14T23:59:59Z", "2026-06-13", "UTC", "Pacific/Kiritimati")]
    [InlineData("2026-11-01T04:59:59Z", "2026-10-31", "America/New_York", "Europe/Berlin")]
    public void A_day_is_complete_when_it_has_ended_everywhere(string now, string day, params string[] zones) => Assert.Equal(
        DateOnly.Parse(day), CompleteDays.Newest(DateTimeOffset.Parse(now), zones.Select(TimeZoneInfo.FindSystemTimeZoneById)));

    [Theory]
    [InlineData(0, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void The_last_three_days_are_provisional(int age, bool isProvisional)
    {
        var newest = new DateOnly(2026, 6, 14);

        Assert.Equal(isProvisional, CompleteDays.IsProvisional(newest.AddDays(-age), newest));
    }
}
