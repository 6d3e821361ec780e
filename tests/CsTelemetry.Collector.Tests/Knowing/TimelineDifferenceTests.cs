using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Collector.Tests.Knowing;

/// <summary>Compares timelines with an array that has a cell for each day.</summary>
public sealed class TimelineDifferenceTests
{
    private const int DayCount = 40;
    private static readonly DateOnly FirstDay = new(2026, 1, 1);

    [Fact]
    public void Random_timelines_say_of_every_day_what_an_array_says()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var (timeline, days) = Draw(new Random(seed));

            for (var i = -1; i <= DayCount; i++)
            {
                var known = timeline.TryAt(FirstDay.AddDays(i), out var value);
                Assert.True((known ? value : null) == days[i + 1], $"seed {seed}, day {i}");
            }
        }
    }

    [Fact]
    public void The_first_day_on_which_two_random_timelines_differ_is_the_first_one_in_the_arrays()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var (before, was) = Draw(random);
            var (after, now) = random.Next(4) == 0 ? (before, was) : Draw(random);

            var first = TimelineDifference.First(before, after);

            var cell = Enumerable.Range(0, was.Length).Where(i => was[i] != now[i]).Cast<int?>().FirstOrDefault();
            DateOnly? expected = cell is null ? null : cell == 0 ? DateOnly.MinValue : FirstDay.AddDays(cell.Value - 1);
            Assert.True(expected == first, $"seed {seed}: {expected} is {first}");
        }
    }

    // Cell 0 stands for all days before, the last one for all days after.
    private static (Timeline<int?> Timeline, int?[] Days) Draw(Random random)
    {
        var days = new int?[DayCount + 2];
        var edges = Enumerable.Range(0, days.Length + 1).Where(_ => random.Next(6) == 0).ToList();
        List<Interval<int?>> intervals = [];
        foreach (var (from, until) in edges.Zip(edges.Skip(1)))
        {
            if (random.Next(3) > 0)
            {
                var value = random.Next(3);
                Array.Fill(days, value, from, until - from);
                intervals.Add(new Interval<int?>(from == 0 ? null : FirstDay.AddDays(from - 1), until == days.Length ? null : FirstDay.AddDays(until - 1), value));
            }
        }

        return (Timelines.Of(intervals.OrderBy(_ => random.Next())), days);
    }
}
