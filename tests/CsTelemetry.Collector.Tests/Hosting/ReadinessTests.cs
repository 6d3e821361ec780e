using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Hosting;

namespace CsTelemetry.Collector.Tests.Hosting;

public sealed class ReadinessTests
{
    private readonly CollectorHealth _health = new();
    private readonly Readiness _readiness;

    public ReadinessTests() => _readiness = new Readiness(_health);

    [Fact]
    public void Before_the_schema_is_current_it_is_not_ready() =>
        Assert.Equal(new ReadinessReport(false, "ok", "the schema is not up to date yet"), _readiness.Check());

    [Fact]
    public void What_keeps_the_schema_from_being_current_is_told()
    {
        _health.Store.Failed("no route to host");

        Assert.Equal(new ReadinessReport(false, "ok", "no route to host"), _readiness.Check());
    }

    [Fact]
    public void With_the_schema_it_is_ready()
    {
        _readiness.SchemaIsCurrent();

        Assert.Equal(new ReadinessReport(true, "ok", "ok"), _readiness.Check());
    }

    [Fact]
    public void Either_part_makes_it_unready_while_it_fails()
    {
        _readiness.SchemaIsCurrent();
        _health.Log.Failed("the disk is full");
        Assert.Equal(new ReadinessReport(false, "the disk is full", "ok"), _readiness.Check());

        _health.Log.Worked();
        _health.Store.Failed("gone");
        Assert.Equal(new ReadinessReport(false, "ok", "gone"), _readiness.Check());

        _health.Store.Worked();
        Assert.True(_readiness.Check().Ready);
    }
}
