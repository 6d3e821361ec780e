using CsTelemetry.Collector.Admitting;

namespace CsTelemetry.Collector.Tests.Admitting;

public sealed class TenantLabelsTests
{
    private readonly TenantLabels _labels = new();

    [Fact]
    public void However_many_tenants_come_the_names_are_bounded()
    {
        var names = Enumerable.Range(0, 10_000).Select(i => _labels.Of($"t{i}", wasRefused: i % 2 == 0)).Distinct().ToList();

        Assert.Equal(TenantLabels.MaxNamedCount + TenantLabels.MaxRefusedCount + 1, names.Count);
        Assert.Contains(TenantLabels.Other, names);
    }

    [Fact]
    public void A_latecomer_that_floods_is_named()
    {
        for (var i = 0; i < 1000; i++)
        {
            _labels.Of($"t{i}", wasRefused: false);
        }

        Assert.Equal(TenantLabels.Other, _labels.Of("late", wasRefused: false));
        Assert.Equal("late", _labels.Of("late", wasRefused: true));
    }

    [Fact]
    public void A_name_once_given_stays()
    {
        Assert.Equal("first", _labels.Of("first", wasRefused: false));
        for (var i = 0; i < 1000; i++)
        {
            _labels.Of($"t{i}", wasRefused: true);
        }

        Assert.Equal("first", _labels.Of("first", wasRefused: false));
    }
}
