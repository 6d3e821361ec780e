using UsageSimulator.Randomness;

namespace UsageSimulator.Clock;

/// <summary>Tells how much people work on a day, and when on it.</summary>
internal static class WorkRhythm
{
    private const int FirstMinute = 8 * 60;
    private const int OfficeMinutes = 10 * 60;
    private const int LastMinute = (24 * 60) - 1;

    /// <summary>Compares a local day with a plain Tuesday, which is 1.</summary>
    public static double WeightOf(DateOnly day) => WeekdayWeight(day.DayOfWeek) * SeasonWeight(day);

    /// <summary>Rolls the minute of the local day at which somebody starts: mostly in office hours, sometimes late.</summary>
    public static int StartMinute(Dice dice)
    {
        var office = FirstMinute + (int)(OfficeMinutes * (dice.Share() + dice.Share()) / 2);
        return dice.Happens(.08) ? dice.Whole(18 * 60, LastMinute) : office;
    }

    private static double WeekdayWeight(DayOfWeek day) => day switch
    {
        DayOfWeek.Saturday => .06,
        DayOfWeek.Sunday => .04,
        DayOfWeek.Monday => .95,
        DayOfWeek.Friday => .8,
        _ => 1,
    };

    private static double SeasonWeight(DateOnly day) => (day.Month, day.Day) switch
    {
        (12, >= 24) or (1, 1) => .1,
        (8, _) => .7,
        _ => 1,
    };
}
