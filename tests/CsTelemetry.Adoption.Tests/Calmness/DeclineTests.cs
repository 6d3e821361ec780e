using CsTelemetry.Adoption.Declining;
using Xunit.Abstractions;

namespace CsTelemetry.Adoption.Tests.Calmness;

/// <summary>The promises of the decline signal, on simulated accounts; all from fixed seeds.</summary>
public sealed class DeclineTests(ITestOutputHelper output)
{
    private const int Weeks = 104;
    private const int FirstJudged = 24;

    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(50)]
    [InlineData(200)]
    public void An_account_that_does_not_change_is_called_declining_in_at_most_4_percent_of_eight_week_spans(int seats)
    {
        foreach (var mean in (double[])[.15, .3, .5, .7, .9])
        {
            var dice = new StationaryWeeks((seats * 100) + (int)(mean * 100));
            var (spans, alarmed) = (0, 0);
            for (var account = 0; account < 12_000 / Math.Max(seats, 40); account++)
            {
                var starts = AlarmStarts(dice.Make(seats, mean, Weeks), seats);
                for (var from = FirstJudged; from + 8 <= Weeks; from += 8)
                {
                    spans++;
                    alarmed += starts.Any(week => week >= from && week < from + 8) ? 1 : 0;
                }
            }

            var told = $"{seats} seats, {100 * mean:0} % a week: {alarmed} of {spans} spans, {100d * alarmed / spans:0.0} %.";
            output.WriteLine(told);
            Assert.True(alarmed <= .04 * spans, told);
        }
    }

    [Theory]
    [InlineData(20, .62, 8, .8)]
    [InlineData(50, .62, 8, .8)]
    [InlineData(200, .62, 8, .8)]
    [InlineData(20, .5, 12, .8)]
    [InlineData(50, .3, 12, .8)]
    public void A_slide_of_40_percent_over_8_weeks_is_found(int seats, double mean, int within, double power)
    {
        var dice = new StationaryWeeks(seats);
        var (found, accounts) = (0, 200);
        for (var account = 0; account < accounts; account++)
        {
            found += AlarmStarts(dice.Make(seats, mean, Weeks, slideFrom: Weeks - within), seats, Weeks - within).Count > 0 ? 1 : 0;
        }

        var told = $"{seats} seats, {100 * mean:0} % a week: found {found} of {accounts} within {within} weeks.";
        output.WriteLine(told);
        Assert.True(found >= power * accounts, told);
    }

    [Fact]
    public void Unknown_seats_are_judged_no_less_calmly()
    {
        var dice = new StationaryWeeks(7);
        var (spans, alarmed) = (0, 0);
        for (var account = 0; account < 200; account++)
        {
            var starts = AlarmStarts(dice.Make(30, .5, Weeks), null);
            spans += (Weeks - FirstJudged) / 8;
            alarmed += starts.Select(week => (week - FirstJudged) / 8).Distinct().Count();
        }

        Assert.True(alarmed <= .04 * spans, $"{alarmed} of {spans} spans.");
    }

    [Fact]
    public void Below_ten_seats_it_is_too_small_to_tell()
    {
        var signal = DeclineDetector.Judge([.. Enumerable.Repeat(9, 50), 0, 0, 0], 9);

        Assert.Equal((DeclineState.TooSmall, (double?)null), (signal.State, signal.Sum));
        Assert.Equal("9 seats were too few to tell a decline from chance; 10 are needed.", signal.Reason);
    }

    [Fact]
    public void Before_25_weeks_nobody_knows_what_is_usual()
    {
        Assert.Equal(DeclineState.TooYoung, DeclineDetector.Judge([.. Enumerable.Repeat(9, 24)], 10).State);
        Assert.Equal(DeclineState.Steady, DeclineDetector.Judge([.. Enumerable.Repeat(9, 25)], 10).State);
    }

    [Fact]
    public void An_alarm_stands_while_people_stay_away_and_closes_when_they_are_back()
    {
        int[] usual = [.. Enumerable.Range(0, 60).Select(week => 14 + (week % 3))];

        var gone = DeclineDetector.Judge([.. usual, 6, 6, 6, 6], 20);
        var back = DeclineDetector.Judge([.. usual, 6, 6, 6, 6, .. usual[..12]], 20);

        Assert.Equal((DeclineState.Declining, 15d, 6), (gone.State, gone.Usual!.Value, gone.Now), (a, b) => a.Item1 == b.Item1 && Math.Abs(a.Item2 - b.Item2) < .1 && a.Item3 == b.Item3);
        Assert.InRange(gone.WeeksDeclining, 1, 4);
        Assert.StartsWith("The account has been declining for ", gone.Reason, StringComparison.Ordinal);
        Assert.Equal(DeclineState.Steady, back.State);
    }

    [Fact]
    public void The_sum_is_the_published_one()
    {
        // Constant weeks: the own dispersion is 0, shrunk to 12 weeks of the binomial's 1 over 15 + 12.
        int[] weeks = [.. Enumerable.Repeat(10, 24), 7, 5];
        var deviation = Math.Sqrt(12d / (15 + 12));
        var next = Math.Sqrt(12d / (16 + 12));
        var first = Math.Max(0, -((Scaled(7) - Scaled(10)) / deviation) - (.5 / 4) - .5);
        var second = Math.Max(0, first - ((Scaled(5) - Scaled(10)) / next) - (.5 / Math.Sqrt(17)) - .5);

        Assert.Equal(Math.Min(8, second), DeclineDetector.Judge(weeks, 20).Sum!.Value, 1e-9);
    }

    private static double Scaled(int people) => 2 * Math.Sqrt(20.5) * Math.Asin(Math.Sqrt((people + .375) / 20.75));

    private static List<int> AlarmStarts(int[] weeks, double? seats, int from = FirstJudged)
    {
        var starts = new List<int>();
        for (var week = from; week < weeks.Length; week++)
        {
            var signal = DeclineDetector.Judge(weeks[..(week + 1)], seats);
            if (signal.WeeksDeclining == 1)
            {
                starts.Add(week);
            }
        }

        return starts;
    }
}
