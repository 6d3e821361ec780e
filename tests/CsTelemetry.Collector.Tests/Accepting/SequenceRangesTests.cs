using CsTelemetry.Collector.Accepting;

namespace CsTelemetry.Collector.Tests.Accepting;

public sealed class SequenceRangesTests
{
    [Theory]
    [InlineData(1, 0UL)]
    [InlineData(2, 0UL)]
    [InlineData(3, 1000UL)]
    [InlineData(4, ulong.MaxValue - 400)]
    [InlineData(5, ulong.MaxValue - 400)]
    public void It_holds_what_a_set_holds_in_whatever_order_it_was_added(int seed, ulong origin)
    {
        const int Width = 400;
        var random = new Random(seed);
        var ranges = new SequenceRanges();
        var set = new HashSet<ulong>();
        for (var i = 0; i < 600; i++)
        {
            var number = origin + (ulong)random.Next(Width + 1);
            Assert.True(ranges.Add(number));
            set.Add(number);

            for (var offset = 0UL; offset <= Width; offset++)
            {
                Assert.Equal(set.Contains(origin + offset), ranges.Contains(origin + offset));
            }

            AssertApartAndInOrder(ranges);
        }
    }

    [Fact]
    public void Numbers_in_a_row_cost_one_range()
    {
        var ranges = new SequenceRanges();
        for (var number = 1UL; number <= 10_000; number++)
        {
            ranges.Add(number);
        }

        Assert.Equal([(1UL, 10_000UL)], ranges.Ranges);
    }

    [Fact]
    public void The_ends_of_the_numbers_do_not_join()
    {
        var ranges = new SequenceRanges();

        ranges.Add(0);
        ranges.Add(ulong.MaxValue);
        ranges.Add(ulong.MaxValue - 1);
        ranges.Add(1);

        Assert.Equal([(0UL, 1UL), (ulong.MaxValue - 1, ulong.MaxValue)], ranges.Ranges);
        Assert.False(ranges.Contains(2));
        Assert.False(ranges.Contains(ulong.MaxValue - 2));
    }

    [Fact]
    public void One_range_too_many_costs_the_lowest()
    {
        var ranges = new SequenceRanges();
        for (var i = 1UL; i <= SequenceRanges.MaxRangeCount; i++)
        {
            Assert.True(ranges.Add(i * 10));
        }

        Assert.False(ranges.Add(5_000_000));

        Assert.Equal(SequenceRanges.MaxRangeCount, ranges.Ranges.Count);
        Assert.False(ranges.Contains(10));
        Assert.True(ranges.Contains(20));
        Assert.True(ranges.Contains(5_000_000));
    }

    [Fact]
    public void A_number_that_closes_a_gap_costs_nothing_when_full()
    {
        var ranges = new SequenceRanges();
        for (var i = 1UL; i <= SequenceRanges.MaxRangeCount; i++)
        {
            ranges.Add(i * 2);
        }

        Assert.True(ranges.Add(3));

        Assert.Equal((2UL, 4UL), ranges.Ranges[0]);
        Assert.Equal(SequenceRanges.MaxRangeCount - 1, ranges.Ranges.Count);
    }

    private static void AssertApartAndInOrder(SequenceRanges ranges)
    {
        for (var i = 0; i < ranges.Ranges.Count; i++)
        {
            Assert.True(ranges.Ranges[i].First <= ranges.Ranges[i].Last);
            Assert.True(i == 0 || ranges.Ranges[i].First - ranges.Ranges[i - 1].Last > 1, "Two ranges touch.");
        }
    }
}
