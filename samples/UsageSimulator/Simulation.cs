using UsageSimulator.Accounts;
using UsageSimulator.Catalog;
using UsageSimulator.Clock;
using UsageSimulator.People;
using UsageSimulator.Randomness;

namespace UsageSimulator;

/// <summary>Makes up the accounts and lets them live, day by day and person by person.</summary>
internal sealed class Simulation(SimulationOptions options)
{
    private const int MostUsesADay = 40;
    private const int LongestPauseSeconds = 25 * 60;

    private readonly FeatureChoice _choice = new(options.ReleaseDay);

    /// <summary>Lists the accounts by number.</summary>
    public IEnumerable<Account> Accounts() => Enumerable.Range(0, options.AccountCount).Select(number => AccountOf(number).Account);

    /// <summary>Lists all events in the order of their UTC time, ties by account, person and feature.</summary>
    public List<UsageEvent> Events()
    {
        var events = new List<UsageEvent>();
        for (var number = 0; number < options.AccountCount; number++)
        {
            var (account, dice) = AccountOf(number);
            foreach (var person in account.People)
            {
                Live(account, person, dice, events);
            }
        }

        events.Sort(InOrder);
        return events;
    }

    private (Account Account, Dice Dice) AccountOf(int number)
    {
        var dice = new Dice(options.Seed, (ulong)number);
        return (new AccountMaker(options).Make(number, dice), dice);
    }

    private void Live(Account account, Person person, Dice dice, List<UsageEvent> events)
    {
        for (var day = person.FirstDay; day <= person.LastDay; day = day.AddDays(1))
        {
            // Nobody signs up for nothing: the account's first person starts on the first day.
            var isSignUp = day == account.FirstDay && person.Role == Role.Administrator;
            if (isSignUp || dice.Happens(person.DailyChance * WorkRhythm.WeightOf(day) * account.ZealOn(day)))
            {
                Visit(account, person, day, dice, events);
            }
        }
    }

    private void Visit(Account account, Person person, DateOnly day, Dice dice, List<UsageEvent> events)
    {
        Span<double> weights = stackalloc double[FeatureCatalog.All.Count];
        _choice.Weigh(account, person, day, weights);
        var at = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), account.Place.OffsetOn(day))
            .AddMinutes(WorkRhythm.StartMinute(dice))
            .AddSeconds(dice.Whole(0, 59));
        var uses = 1 + dice.Run(person.MoreUses, MostUsesADay - 1);
        for (var use = 0; use < uses; use++)
        {
            var feature = FeatureCatalog.All[dice.Pick(weights)];
            var quantity = FeatureChoice.Quantity(dice);
            if (IsSimulated(at))
            {
                events.Add(new UsageEvent(at, account.Id, person.UserId, feature.Key, quantity));
            }

            at = at.AddSeconds(dice.Whole(5, LongestPauseSeconds));
        }
    }

    // An evening in America is tomorrow in UTC: both days must be simulated ones.
    private bool IsSimulated(DateTimeOffset at) =>
        DateOnly.FromDateTime(at.UtcDateTime) >= options.Start &&
        DateOnly.FromDateTime(at.UtcDateTime) <= options.End &&
        DateOnly.FromDateTime(at.DateTime) <= options.End;

    private static int InOrder(UsageEvent a, UsageEvent b)
    {
        var order = a.OccurredAt.UtcTicks.CompareTo(b.OccurredAt.UtcTicks);
        order = order != 0 ? order : string.CompareOrdinal(a.AccountId, b.AccountId);
        order = order != 0 ? order : string.CompareOrdinal(a.UserId, b.UserId);
        order = order != 0 ? order : string.CompareOrdinal(a.Feature, b.Feature);
        return order != 0 ? order : a.Quantity.CompareTo(b.Quantity);
    }
}
