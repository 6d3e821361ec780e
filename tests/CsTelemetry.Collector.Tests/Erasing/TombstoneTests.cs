using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Erasing;

public sealed class TombstoneTests
{
    private readonly Tombstones _tombstones = new();

    [Theory]
    [InlineData(-1000, 5, true)]
    [InlineData(1, 5, true)]
    [InlineData(1.5, 5, false)]
    // Its clock is ahead: it says it happened later than the order, but was here before.
    [InlineData(1.5, 1, true)]
    public void What_happened_or_came_in_before_the_order_is_covered(double happened, double received, bool covered)
    {
        _tombstones.Add(Sample.Order("ann", minutes: 1));

        Assert.Equal(covered, Covers("ann", "acme", happened, received));
    }

    [Fact]
    public void Only_that_user_of_that_tenant_is_covered()
    {
        _tombstones.Add(Sample.Order("ann"));

        Assert.True(Covers("ann", "acme"));
        Assert.False(Covers("Ann", "acme"));
        Assert.False(Covers("bob", "acme"));
        Assert.False(Covers("", "acme"));
        Assert.Null(_tombstones.Of("other"));
    }

    [Fact]
    public void An_order_for_one_account_covers_no_other()
    {
        _tombstones.Add(Sample.Order("ann", account: "acme"));

        Assert.True(Covers("ann", "acme"));
        Assert.False(Covers("ann", "initech"));
    }

    [Fact]
    public void Of_several_orders_each_counts_until_it_is_removed()
    {
        var (first, second) = (Sample.Order("ann", minutes: 1), Sample.Order("ann", minutes: 10));
        _tombstones.Add(first);
        _tombstones.Add(second);
        Assert.True(Covers("ann", "acme", happened: 5, received: 20));

        _tombstones.Remove(second);
        Assert.False(Covers("ann", "acme", happened: 5, received: 20));
        Assert.True(Covers("ann", "acme", happened: 0, received: 20));

        _tombstones.Remove(first);
        Assert.Null(_tombstones.Of("demo"));
    }

    private bool Covers(string user, string account, double happened = 0, double received = 2) => _tombstones.Of("demo")!.Covers(
        Sample.Use() with { UserId = user, AccountId = account, OccurredAt = Sample.Now.AddMinutes(happened) }, Sample.Now.AddMinutes(received));
}
