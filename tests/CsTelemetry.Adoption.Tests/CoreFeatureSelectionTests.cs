using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Tests;

public sealed class CoreFeatureSelectionTests
{
    [Fact]
    public void The_most_used_features_that_make_80_percent_are_core()
    {
        Assert.Equal(["a", "b", "c", "d"], Select(("e", 10), ("d", 10), ("c", 10), ("b", 20), ("a", 40), ("f", 10)));
    }

    [Fact]
    public void Reaching_exactly_80_percent_is_enough()
    {
        Assert.Equal(["a", "b", "c"], Select(("a", 40), ("b", 30), ("c", 10), ("d", 10), ("e", 10)));
    }

    [Fact]
    public void At_least_three_features_are_core()
    {
        Assert.Equal(["a", "b", "c"], Select(("a", 1000), ("b", 2), ("c", 1), ("d", 1)));
    }

    [Fact]
    public void At_most_twelve_features_are_core()
    {
        var totals = Enumerable.Range(0, 40).Select(i => ($"f{i:00}", 5L)).ToArray();

        Assert.Equal(totals.Take(12).Select(total => total.Item1), Select(totals));
    }

    [Fact]
    public void Ties_are_broken_by_key_in_ordinal_order()
    {
        Assert.Equal(["B", "Z", "a"], Select(("a", 5), ("b", 5), ("Z", 5), ("B", 5), ("c", 1), ("_", 0)).Take(3));
    }

    [Fact]
    public void A_feature_without_use_is_never_core()
    {
        Assert.Equal(["a"], Select(("a", 5), ("b", 0)));
        Assert.Empty(Select());
    }

    [Fact]
    public void Each_has_weight_one()
    {
        Assert.All(CoreFeatureSelection.Select([new FeatureTotal("a", 5), new FeatureTotal("b", 1)]), feature => Assert.Equal(1, feature.Weight));
    }

    [Fact]
    public void Totals_near_the_largest_number_do_not_overflow()
    {
        Assert.Equal(["a", "b", "c"], Select(("a", long.MaxValue), ("b", long.MaxValue), ("c", long.MaxValue), ("d", 1)));
    }

    [Theory]
    [InlineData("a", 3)]
    [InlineData("b", -1)]
    public void A_feature_that_comes_twice_or_is_negative_is_refused(string feature, long events)
    {
        var fault = Assert.Throws<ArgumentException>(() => Select(("a", 3), (feature, events)));

        Assert.Contains($"'{feature}'", fault.Message, StringComparison.Ordinal);
    }

    private static string[] Select(params (string Feature, long Events)[] totals) =>
        [.. CoreFeatureSelection.Select(totals.Select(total => new FeatureTotal(total.Feature, total.Events))).Select(core => core.Feature)];
}
