using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Validation;

/// <summary>Holds an account's history by day, and sums it by window as of any day: with what was known then and no more.</summary>
internal sealed class IndexedHistory
{
    private readonly DayUse[] _uses;

    public IndexedHistory(AccountHistory history)
    {
        AccountId = history.AccountId;
        FirstDay = history.FirstDay;
        _uses = [.. history.Uses.Where(use => use.Events > 0).OrderBy(use => use.Day).ThenBy(use => use.UserId, StringComparer.Ordinal).ThenBy(use => use.Feature, StringComparer.Ordinal)];
        Days = [.. _uses.Select(use => use.Day).Distinct()];
    }

    public string AccountId { get; }

    public DateOnly FirstDay { get; }

    /// <summary>Gets the days of use, the earliest first.</summary>
    public DateOnly[] Days { get; }

    /// <summary>Lists the uses of the days from one to another, both counted.</summary>
    public ReadOnlySpan<DayUse> Between(DateOnly from, DateOnly to)
    {
        var start = FirstAtLeast(from);
        return _uses.AsSpan(start, Math.Max(0, FirstAtLeast(to.AddDays(1)) - start));
    }

    /// <summary>Sums the use of every person.</summary>
    public UserUsage[] Users(DateOnly asOf, IReadOnlySet<string> core)
    {
        var people = new Dictionary<string, PersonSum>(StringComparer.Ordinal);
        foreach (var use in Between(asOf.AddDays(1 - UsageWindows.DecayDays), asOf))
        {
            if (!people.TryGetValue(use.UserId, out var person))
            {
                people.Add(use.UserId, person = new PersonSum());
            }

            person.Add(use, asOf.DayNumber - use.Day.DayNumber, core.Contains(use.Feature));
        }

        return [.. people.Select(person => person.Value.ToUsage(person.Key))];
    }

    private int FirstAtLeast(DateOnly day)
    {
        var (low, high) = (0, _uses.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _uses[middle].Day < day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
