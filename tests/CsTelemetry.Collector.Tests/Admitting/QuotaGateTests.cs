using CsTelemetry.Collector.Admitting;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Admitting;

public sealed class QuotaGateTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly TenantDirectory _tenants = new(new TenantsOptions
    {
        ["small"] = new TenantOptions { EventsPerSecond = 100, BytesPerSecond = 10_000, Burst = TimeSpan.FromSeconds(1) },
        ["free"] = new TenantOptions { EventsPerSecond = 0, BytesPerSecond = 0 },
    });

    private readonly QuotaGate _gate;

    public QuotaGateTests() => _gate = new QuotaGate(_tenants, _time);

    [Fact]
    public void Bytes_over_the_quota_are_put_off_until_there_is_room()
    {
        Assert.Equal(TimeSpan.Zero, _gate.TakeBytes("small", 30_000));

        var wait = _gate.TakeBytes("small", 1);

        Assert.InRange(wait, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2.001));
        _time.Advance(wait);
        Assert.Equal(TimeSpan.Zero, _gate.TakeBytes("small", 1));
    }

    [Fact]
    public void Events_over_the_quota_shut_the_door_for_bytes_too()
    {
        Assert.Equal(TimeSpan.Zero, _gate.TakeEvents("small", 500));

        Assert.NotEqual(TimeSpan.Zero, _gate.Knock("small"));
        Assert.NotEqual(TimeSpan.Zero, _gate.TakeBytes("small", 1));
        Assert.NotEqual(TimeSpan.Zero, _gate.TakeEvents("small", 1));
    }

    [Fact]
    public void Knocking_costs_nothing()
    {
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal(TimeSpan.Zero, _gate.Knock("small"));
        }
    }

    [Fact]
    public void One_tenants_debt_is_not_anothers()
    {
        _gate.TakeEvents("small", 1_000_000);

        Assert.Equal(TimeSpan.Zero, _gate.Knock("other"));
        Assert.Equal(TimeSpan.Zero, _gate.Knock("free"));
    }

    [Fact]
    public void Zero_is_no_limit()
    {
        Assert.Equal(TimeSpan.Zero, _gate.TakeBytes("free", long.MaxValue));
        Assert.Equal(TimeSpan.Zero, _gate.TakeEvents("free", int.MaxValue));

        Assert.Equal(TimeSpan.Zero, _gate.Knock("free"));
    }

    [Fact]
    public void Another_quota_counts_at_once()
    {
        _gate.TakeEvents("small", 200);
        Assert.NotEqual(TimeSpan.Zero, _gate.Knock("small"));

        _tenants.Replace(new TenantsOptions { ["small"] = new TenantOptions { EventsPerSecond = 0 } });

        Assert.Equal(TimeSpan.Zero, _gate.Knock("small"));
    }
}
