using UsageSimulator.Catalog;
using UsageSimulator.Clock;
using UsageSimulator.People;

namespace UsageSimulator.Accounts;

/// <summary>Describes one customer and its whole life.</summary>
/// <param name="Id">The account's id.</param>
/// <param name="Course">How its use develops.</param>
/// <param name="Place">Where it works.</param>
/// <param name="FirstDay">The day it arrives.</param>
/// <param name="TurnDay">The day its decline begins, or the end of the simulated time.</param>
/// <param name="LastDay">The last day on which anybody comes.</param>
/// <param name="FirstPlan">What it buys at first.</param>
/// <param name="UpgradeDay">The day from which it has the next plan, or null.</param>
/// <param name="ReleaseLagDays">Days after its release that the account discovers the late feature, or null when it never does.</param>
/// <param name="People">Everybody who is ever there.</param>
internal sealed record Account(
    string Id,
    LifeCourse Course,
    Place Place,
    DateOnly FirstDay,
    DateOnly TurnDay,
    DateOnly LastDay,
    Plan FirstPlan,
    DateOnly? UpgradeDay,
    int? ReleaseLagDays,
    IReadOnlyList<Person> People)
{
    private const double FadeHalfDays = 150;
    private const double LeaveHalfDays = 30;

    /// <summary>Tells the plan on a day.</summary>
    public Plan PlanOn(DateOnly day) =>
        UpgradeDay <= day && FirstPlan < Plan.Business ? FirstPlan + 1 : FirstPlan;

    /// <summary>Tells how much of its people's usual zeal is there on a day, 0 to 1.</summary>
    public double ZealOn(DateOnly day)
    {
        if (day <= TurnDay)
        {
            return 1;
        }

        var halves = (day.DayNumber - TurnDay.DayNumber) / (Course == LifeCourse.Leaves ? LeaveHalfDays : FadeHalfDays);
        return 1 / (1 + (halves * halves));
    }
}
