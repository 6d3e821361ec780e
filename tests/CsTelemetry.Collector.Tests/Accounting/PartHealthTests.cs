using CsTelemetry.Collector.Accounting;

namespace CsTelemetry.Collector.Tests.Accounting;

public sealed class PartHealthTests
{
    [Fact]
    public void The_last_thing_that_happened_counts()
    {
        var part = new PartHealth();
        Assert.Null(part.Fault);

        part.Failed("the disk is full");
        Assert.Equal("the disk is full", part.Fault);

        part.Worked();
        Assert.Null(part.Fault);
    }
}
