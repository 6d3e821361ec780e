using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Scoring;

/// <summary>
/// Adds up the usage of some people of one account. Totals of disjoint groups can be added to each other,
/// which is what makes leaving each group out cheap. Not safe for use from several threads while adding.
/// </summary>
internal sealed class UsageTotals(CoreIndex core)
{
    private const uint ActiveBlocks = (1u << UsageWindows.ActiveBlockCount) - 1;

    private readonly int[] _weeklyUsers = new int[UsageWindows.BlockCount];
    private readonly long[] _uses = new long[core.Count];
    private readonly UInt128[] _days = new UInt128[core.Count];

    /// <summary>Gets the people with a value event in 28 days.</summary>
    public int ActiveUsers { get; private set; }

    /// <summary>Gets V, the decayed value events of 365 days.</summary>
    public double DecayedEvents { get; private set; }

    /// <summary>Gets m, the value events of 84 days.</summary>
    public long Events { get; private set; }

    /// <summary>Gets the value events of 84 days of the person who has most.</summary>
    public long TopUserEvents { get; private set; }

    /// <summary>Adds one person.</summary>
    public void Add(UserUsage user)
    {
        for (var block = 0; block < _weeklyUsers.Length; block++)
        {
            _weeklyUsers[block] += (int)((user.WeekBlocks >> block) & 1);
        }

        ActiveUsers += (user.WeekBlocks & ActiveBlocks) != 0 ? 1 : 0;
        DecayedEvents += user.DecayedEvents;
        Events += user.Events84;
        TopUserEvents = Math.Max(TopUserEvents, user.Events84);
        foreach (var use in user.CoreFeatures84)
        {
            if (core.TryFind(use.Feature, out var place))
            {
                _uses[place] += use.Uses84;
                _days[place] |= use.Days84;
            }
        }
    }

    /// <summary>Adds the totals of other people.</summary>
    public void Add(UsageTotals others)
    {
        for (var block = 0; block < _weeklyUsers.Length; block++)
        {
            _weeklyUsers[block] += others._weeklyUsers[block];
        }

        ActiveUsers += others.ActiveUsers;
        DecayedEvents += others.DecayedEvents;
        Events += others.Events;
        TopUserEvents = Math.Max(TopUserEvents, others.TopUserEvents);
        for (var place = 0; place < _uses.Length; place++)
        {
            _uses[place] += others._uses[place];
            _days[place] |= others._days[place];
        }
    }

    /// <summary>Counts the people with a value event in a week block.</summary>
    public int WeeklyUsers(int block) => _weeklyUsers[block];

    /// <summary>Counts the uses of the core feature at a place.</summary>
    public long Uses(int place) => _uses[place];

    /// <summary>Counts the distinct days of use of the core feature at a place.</summary>
    public int Days(int place) => (int)UInt128.PopCount(_days[place]);

    /// <summary>Gets the days of use of the core feature at a place: bit a for day age a.</summary>
    public UInt128 DayBits(int place) => _days[place];

    /// <summary>Sums the value weight of the core features used at least so often on so many days. Trial use of features outside the plan counts.</summary>
    public double AdoptedCore(int uses, int days)
    {
        var weight = 0d;
        for (var place = 0; place < _uses.Length; place++)
        {
            weight += _uses[place] >= uses && UInt128.PopCount(_days[place]) >= (UInt128)days ? core.WeightAt(place) : 0;
        }

        return weight;
    }
}
