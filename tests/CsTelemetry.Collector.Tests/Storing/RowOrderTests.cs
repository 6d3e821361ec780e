using CsTelemetry.Collector.Storing;

namespace CsTelemetry.Collector.Tests.Storing;

public sealed class RowOrderTests
{
    private readonly RowOrder _order = new();

    [Fact]
    public void Rows_that_are_equal_stay_as_they_were() => Assert.Equal([2, 0, 1, 3], Ordered([5, 5, 4, 5]));

    [Fact]
    public void Nothing_moves_when_all_are_equal() => Assert.Equal([0, 1, 2], Ordered([7, 7, 7]));

    [Fact]
    public void Values_may_be_negative() => Assert.Equal([1, 2, 0], Ordered([3, -40_000, 0]));

    [Fact]
    public void The_last_column_counts_most_and_any_number_of_rows_can_follow_any_other()
    {
        var seed = Environment.TickCount;
        for (var round = 0; round < 200; round++)
        {
            var random = new Random(seed + round);
            var rows = random.Next(1, 300);
            int[][] columns = [.. Enumerable.Range(0, 4).Select(_ => Draw(random, rows))];

            var expected = Enumerable.Range(0, rows).OrderBy(row => columns[3][row]).ThenBy(row => columns[2][row]).ThenBy(row => columns[1][row]).ThenBy(row => columns[0][row]);
            Assert.True(expected.SequenceEqual(Ordered(columns)), $"Seed {seed + round}.");
        }
    }

    private static int[] Draw(Random random, int rows)
    {
        var width = random.Next(1, 20);
        return [.. Enumerable.Range(0, rows).Select(_ => random.Next(width))];
    }

    private int[] Ordered(params int[][] columns)
    {
        _order.Reset(columns[0].Length);
        foreach (var column in columns)
        {
            _order.By(column);
        }

        return _order.Rows.ToArray();
    }
}
