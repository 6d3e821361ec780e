using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Scoring;

/// <summary>Holds an account's usage, checked and put in order, and measures all or some of its people.</summary>
internal sealed class MeasuredAccount
{
    private readonly CoreIndex _core;
    private readonly AdoptionModel _model;
    private readonly DateOnly _asOf;

    /// <summary>Checks and measures an account.</summary>
    /// <exception cref="ArgumentException">The account's usage cannot be.</exception>
    public MeasuredAccount(AccountUsage usage, DateOnly asOf, CoreIndex core, AdoptionModel model)
    {
        UsageCheck.Account(usage, asOf);
        Usage = usage;
        _asOf = asOf;
        _core = core;
        _model = model;
        People = InOrder(usage);
        Measures = MeasureOf(TotalsOf(People));
    }

    /// <summary>Takes an account as it was measured before, without its people.</summary>
    public MeasuredAccount(AccountUsage usage, AccountMeasures measures, DateOnly asOf, CoreIndex core, AdoptionModel model)
    {
        Usage = usage;
        _asOf = asOf;
        _core = core;
        _model = model;
        People = [];
        Measures = measures;
    }

    /// <summary>Gets the usage as it was given.</summary>
    public AccountUsage Usage { get; }

    /// <summary>Gets the people in the ordinal order of their ids: sums run in it, so no other order can move the last bit.</summary>
    public UserUsage[] People { get; }

    /// <summary>Gets the measures over all people.</summary>
    public AccountMeasures Measures { get; }

    /// <summary>Makes totals of nobody.</summary>
    public UsageTotals NoTotals() => new(_core);

    /// <summary>Adds up some people, in the given order.</summary>
    public UsageTotals TotalsOf(IEnumerable<UserUsage> people)
    {
        var totals = NoTotals();
        foreach (var person in people)
        {
            totals.Add(person);
        }

        return totals;
    }

    /// <summary>Measures the account as if only the people in the totals belonged to it.</summary>
    public AccountMeasures MeasureOf(UsageTotals totals) => new()
    {
        TenureDays = _asOf.DayNumber - Usage.FirstDay.DayNumber + 1,
        ReachTarget = ReachTarget(),
        EligibleSeats = Usage.EligibleSeats,
        ActiveUsers = totals.ActiveUsers,
        ActiveBlocks = ActiveBlocks(totals),
        WeeklyUsersNow = MeanWeeklyUsers(totals, 0, UsageWindows.ActiveBlockCount),
        WeeklyUsersBase = MeanWeeklyUsers(totals, UsageWindows.ActiveBlockCount, UsageWindows.BlockCount),
        AdoptedCore = totals.AdoptedCore(_model.Shapes.AdoptedUses, _model.Shapes.AdoptedDays),
        EntitledCore = _core.EntitledWeight(Usage.EntitledFeatures),
        DecayedEvents = totals.DecayedEvents,
        TopUserEvents = totals.TopUserEvents,
        Events = totals.Events,
    };

    private static UserUsage[] InOrder(AccountUsage usage)
    {
        var people = usage.Users.ToArray();
        Array.Sort(people, (a, b) => string.CompareOrdinal(a.UserId, b.UserId));
        for (var i = 0; i < people.Length; i++)
        {
            UsageCheck.User(usage, people[i]);
            if (i > 0 && string.Equals(people[i].UserId, people[i - 1].UserId, StringComparison.Ordinal))
            {
                throw UsageCheck.Fault(usage, $"user '{people[i].UserId}' comes twice; sum a person's usage into one row");
            }
        }

        return people;
    }

    private static uint ActiveBlocks(UsageTotals totals)
    {
        var blocks = 0u;
        for (var block = 0; block < UsageWindows.BlockCount; block++)
        {
            blocks |= totals.WeeklyUsers(block) > 0 ? 1u << block : 0;
        }

        return blocks;
    }

    private static double MeanWeeklyUsers(UsageTotals totals, int from, int to)
    {
        var sum = 0L;
        for (var block = from; block < to; block++)
        {
            sum += totals.WeeklyUsers(block);
        }

        return (double)sum / (to - from);
    }

    private double ReachTarget()
    {
        var shapes = _model.Shapes;
        return _asOf < Usage.FirstDay.AddMonths(shapes.EarlyReachMonths) ? shapes.EarlyReach :
            _asOf < Usage.FirstDay.AddMonths(shapes.MiddleReachMonths) ? shapes.MiddleReach :
            shapes.LateReach;
    }
}
