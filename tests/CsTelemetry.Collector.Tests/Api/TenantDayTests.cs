using CsTelemetry.Collector.Api;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Api;

public sealed class TenantDayTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly TenantDay _days;

    public TenantDayTests()
    {
        string[] zones = ["America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati", "Europe/Zurich"];
        var tenants = new TenantsOptions();
        foreach (var zone in zones)
        {
            tenants.Add(zone, new TenantOptions { TimeZone = zone });
        }

        _days = new TenantDay(new TenantDirectory(tenants), _time);
    }

    [Theory]
    [InlineData("utc", "2026-06-15T00:00:00Z", "2026-06-14")]
    [InlineData("utc", "2026-06-14T23:59:59.999Z", "2026-06-13")]
    [InlineData("America/New_York", "2026-06-15T03:59:59.999Z", "2026-06-13")]
    [InlineData("America/New_York", "2026-06-15T04:00:00Z", "2026-06-14")]
    [InlineData("America/New_York", "2026-12-15T04:59:59.999Z", "2026-12-13")]
    [InlineData("America/New_York", "2026-12-15T05:00:00Z", "2026-12-14")]
    [InlineData("Asia/Kathmandu", "2026-06-14T18:14:59.999Z", "2026-06-13")]
    [InlineData("Asia/Kathmandu", "2026-06-14T18:15:00Z", "2026-06-14")]
    [InlineData("Pacific/Kiritimati", "2026-06-14T10:00:00Z", "2026-06-14")]
    [InlineData("Europe/Zurich", "2026-10-25T22:59:59.999Z", "2026-10-24")]
    [InlineData("Europe/Zurich", "2026-10-25T23:00:00Z", "2026-10-25")]
    public void The_newest_complete_day_is_yesterday_where_the_tenant_is(string tenant, string now, string day)
    {
        _time.SetTo(DateTimeOffset.Parse(now));

        Assert.Equal(DateOnly.Parse(day), _days.NewestComplete(tenant));
    }

    [Theory]
    [InlineData("2026-06-14", true)]
    [InlineData("2026-06-12", true)]
    [InlineData("2026-06-11", false)]
    [InlineData("2020-01-01", false)]
    public void Days_of_the_last_72_hours_are_provisional(string asOf, bool provisional)
    {
        _time.SetTo(new DateTimeOffset(2026, 6, 15, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal(provisional, _days.IsProvisional("utc", DateOnly.Parse(asOf)));
    }
}
