using CsTelemetry.Adoption.Metrics;
using static CsTelemetry.Adoption.Tests.Metrics.Use;

namespace CsTelemetry.Adoption.Tests.Metrics;

public sealed class RetentionTests
{
    // Began on the 2nd, 3rd, 4th and 10th; asked as of the 12th.
    private static readonly PersonUse[] Uses = [On("ann", 2, 3, 9), On("bob", 3, 10), On("cem", 4), On("dee", 10, 11)];

    private static readonly DateOnly AsOf = March(12);

    [Fact]
    public void Who_could_not_have_reached_a_day_is_not_in_its_denominator()
    {
        var cohort = Retention.Of(Uses, new DaySpan(March(1), March(12)), [RetentionWindow.On(1), RetentionWindow.On(2), RetentionWindow.On(7), RetentionWindow.On(9)], AsOf);

        Assert.Equal(4, cohort.People);
        // Day 1: ann and dee came back, of four. Day 2: the 12th is dee's, who did not. Day 7: ann (9th) and bob (10th) of three. Day 9: ann and bob alone could, neither did.
        Assert.Equal([(4, 2), (4, 0), (3, 2), (2, 0)], cohort.Cells.Select(cell => (cell.Eligible, cell.Retained)));
        Assert.Equal(2 / 3d, cohort.Cells[2].Rate);
    }

    [Fact]
    public void Unbounded_is_a_use_on_that_day_or_any_later_one()
    {
        var cohort = Retention.Of(Uses, new DaySpan(March(1), March(12)), [RetentionWindow.From(1), RetentionWindow.From(7), RetentionWindow.From(11)], AsOf);

        Assert.Equal([(4, 3), (3, 2), (0, 0)], cohort.Cells.Select(cell => (cell.Eligible, cell.Retained)));
        Assert.Null(cohort.Cells[2].Rate);
    }

    [Fact]
    public void A_bracket_counts_a_use_on_any_of_its_days_once_its_last_day_has_passed()
    {
        var cohort = Retention.Of(Uses, new DaySpan(March(1), March(12)), [new(1, 2), new(3, 8)], AsOf);

        Assert.Equal([(4, 2), (3, 2)], cohort.Cells.Select(cell => (cell.Eligible, cell.Retained)));
    }

    [Fact]
    public void Cohorts_are_weeks_from_Monday_cut_to_the_days_asked_for()
    {
        var cohorts = Retention.Cohorts(Uses, new DaySpan(March(3), March(12)), CalendarInterval.Week, [RetentionWindow.On(1)], AsOf);

        // The 2nd of March 2026 is a Monday; ann began before the first day asked for.
        Assert.Equal([(March(3), March(8), 2), (March(9), March(12), 1)], cohorts.Select(cohort => (cohort.From, cohort.To, cohort.People)));
    }

    [Fact]
    public void Who_used_it_before_the_days_that_are_listed_has_not_begun_again()
    {
        var returned = new PersonUse("acme", "ann", March(1), [new DayUse(March(9), 1)]);

        Assert.Equal(0, Retention.Of([returned], new DaySpan(March(5), March(12)), [RetentionWindow.On(1)], AsOf).People);
    }
}
