using UsageSimulator.Catalog;
using UsageSimulator.Clock;
using UsageSimulator.People;
using UsageSimulator.Randomness;

namespace UsageSimulator.Accounts;

/// <summary>Makes up one account from its own stream of dice, so that more accounts do not change the ones before.</summary>
internal sealed class AccountMaker(SimulationOptions options)
{
    private const int MostFounders = 45;
    private const int ShortestLifeDays = 20;

    private static readonly double[] CourseWeights = [24, 30, 20, 16, 10];
    private static readonly double[] PlanWeights = [45, 37, 18];

    /// <summary>Makes up the account of a number.</summary>
    public Account Make(int number, Dice dice)
    {
        var course = (LifeCourse)dice.Pick(CourseWeights);
        var firstDay = ArrivalDay(dice);
        var (turnDay, lastDay) = Decline(course, firstDay, dice);
        var plan = course == LifeCourse.Tries ? Plan.Team : (Plan)dice.Pick(PlanWeights);
        return new Account(
            AccountNames.Of(number),
            course,
            Place.All[dice.Pick(Place.Weights)],
            firstDay,
            turnDay,
            lastDay,
            plan,
            course == LifeCourse.Grows && dice.Happens(.6) ? Within(firstDay, lastDay, .2, .7, dice) : null,
            dice.Happens(.75) ? (int)(400 * dice.Share() * dice.Share()) : null,
            [.. People(course, plan, firstDay, lastDay, dice)]);
    }

    // A quarter is there from the start; the others arrive later, fewer towards the end.
    private DateOnly ArrivalDay(Dice dice) => dice.Happens(.25)
        ? options.Start.AddDays(dice.Whole(0, Math.Min(60, options.Days - 1)))
        : options.Start.AddDays((int)(options.Days * .9 * Math.Min(dice.Share(), dice.Between(0, 1.3))));

    private (DateOnly Turn, DateOnly Last) Decline(LifeCourse course, DateOnly firstDay, Dice dice)
    {
        switch (course)
        {
            case LifeCourse.Tries:
                var end = Earlier(firstDay.AddDays(dice.Whole(10, 60)));
                return (end, end);
            case LifeCourse.Fades:
                return (Within(firstDay, options.End, .25, .8, dice), options.End);
            case LifeCourse.Leaves:
                var turn = Within(firstDay, options.End, .2, .9, dice);
                return (turn, Earlier(turn.AddDays(dice.Whole(ShortestLifeDays, 120))));
            default:
                return (options.End, options.End);
        }
    }

    private static IEnumerable<Person> People(LifeCourse course, Plan plan, DateOnly firstDay, DateOnly lastDay, Dice dice)
    {
        var maker = new PersonMaker(dice);
        var founders = (int)Math.Min(MostFounders, (1 + (int)plan) * dice.HeavyTail(20));
        for (var i = 0; i < founders; i++)
        {
            // Founders arrive over the first weeks, and half of them stay to the end.
            var from = firstDay.AddDays(i == 0 ? 0 : dice.Whole(0, Math.Min(45, lastDay.DayNumber - firstDay.DayNumber)));
            yield return maker.Make(i == 0, from, i == 0 || dice.Happens(.5) ? lastDay : Within(from, lastDay, .1, 1, dice));
        }

        var joiners = course switch
        {
            LifeCourse.Grows => founders * 3,
            LifeCourse.Tries => 0,
            _ => founders,
        };
        for (var i = 0; i < joiners; i++)
        {
            var from = Within(firstDay, lastDay, .05, 1, dice);
            yield return maker.Make(false, from, dice.Happens(.6) ? lastDay : Within(from, lastDay, .2, 1, dice));
        }
    }

    private static DateOnly Within(DateOnly from, DateOnly to, double low, double high, Dice dice) =>
        from.AddDays((int)((to.DayNumber - from.DayNumber) * dice.Between(low, high)));

    private DateOnly Earlier(DateOnly day) => day < options.End ? day : options.End;
}
