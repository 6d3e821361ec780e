using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

public sealed class RangeFootprintTests
{
    private readonly Cut _frozen = new(
        new FrozenRange(3, 9, 4),
        [Sample.Journaled(1, On(1, 2026, 5, 31), On(2, 2026, 6, 1)), Sample.Journaled(2, On(3, 2025, 6, 1), On(4, 2026, 6, 1))]);

    [Fact]
    public void Its_months_are_those_of_its_days() =>
        Assert.Equal(new Dictionary<int, int> { [202605] = 1, [202606] = 2, [202506] = 1 }, _frozen.EventsByMonth);

    [Fact]
    public void Its_days_come_once_and_in_order() =>
        Assert.Equal([new DateOnly(2025, 6, 1), new DateOnly(2026, 5, 31), new DateOnly(2026, 6, 1)], _frozen.Days);

    [Fact]
    public void Its_rows_are_in_the_order_of_the_log() => Assert.Equal([1UL, 2UL, 3UL, 4UL], Sequences(null));

    [Fact]
    public void The_rows_of_one_month_are_in_the_same_order() => Assert.Equal([2UL, 4UL], Sequences(202606));

    [Fact]
    public void Its_token_is_its_place_in_that_log()
    {
        Assert.Equal("00000000000000ff-3-9", _frozen.TokenIn(255));
        Assert.NotEqual(_frozen.TokenIn(1), _frozen.TokenIn(2));
    }

    private static UsageEvent On(ulong sequence, int year, int month, int day) => Sample.Use(sequence) with { Day = new DateOnly(year, month, day) };

    private IEnumerable<ulong> Sequences(int? month)
    {
        var columns = _frozen.Columns(month);
        return columns.Sequence.Take(columns.Count);
    }
}
