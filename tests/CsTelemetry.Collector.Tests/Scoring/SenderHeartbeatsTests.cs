using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;

namespace CsTelemetry.Collector.Tests.Scoring;

public sealed class SenderHeartbeatsTests
{
    private static readonly DateOnly Today = new(2026, 6, 15);

    private static readonly SenderHeartbeats Heartbeats = new(
    [
        new SenderDay("lively", "web", "production", Today),
        new SenderDay("silent", "web", "production", Today.AddDays(-60)),
        new SenderDay("cut-off", "plugin", "production", Today.AddDays(-20)),
        new SenderDay("also-cut-off", "plugin", "production", Today.AddDays(-18)),
        new SenderDay("moved", "plugin", "production", Today.AddDays(-30)),
        new SenderDay("moved", "web", "production", Today.AddDays(-10)),
        new SenderDay("tested", "web", "staging", Today.AddDays(-40)),
    ]);

    [Theory]
    [InlineData("lively", 0)]
    [InlineData("silent", 0)]
    [InlineData("cut-off", 18)]
    [InlineData("moved", 0)]
    [InlineData("tested", 40)]
    public void An_account_is_heard_as_long_as_a_program_that_reported_it_is(string account, int age) =>
        Assert.Equal(Today.AddDays(-age), Heartbeats.Of(account, Today.AddDays(-80)));

    [Fact]
    public void Of_an_account_that_nobody_reported_lately_any_program_speaks() => Assert.Equal(Today, Heartbeats.Of("long-gone", Today.AddDays(-300)));

    [Fact]
    public void Where_nothing_was_heard_lately_the_last_sight_of_the_account_counts()
    {
        Assert.Equal(Today.AddDays(-300), new SenderHeartbeats([]).Of("long-gone", Today.AddDays(-300)));
        Assert.Null(new SenderHeartbeats([]).Of("never-seen", null));
    }
}
