namespace CsTelemetry.Adoption.Metrics;

/// <summary>Holds the days on which one person used one thing: a feature, an area, or the product as a whole. Immutable; safe to share between threads.</summary>
public sealed class PersonUse
{
    private readonly DayUse[] _days;

    /// <summary>Makes it.</summary>
    /// <param name="accountId">The person's account.</param>
    /// <param name="userId">The person's id within the account; empty where the account as a whole is looked at.</param>
    /// <param name="firstDay">The first day of use ever, even when it lies before the days that are listed.</param>
    /// <param name="days">The days of use that are known, ascending, none twice.</param>
    /// <param name="slice">What was used, where uses are told apart: a feature, platform or area. Default empty.</param>
    /// <exception cref="ArgumentException">The days do not ascend, one lies before the first, or one has no use.</exception>
    public PersonUse(string accountId, string userId, DateOnly firstDay, IEnumerable<DayUse> days, string slice = "")
    {
        (AccountId, UserId, FirstDay, Slice) = (accountId, userId, firstDay, slice);
        _days = days as DayUse[] ?? [.. days];
        var before = firstDay.AddDays(-1);
        foreach (var (day, uses) in _days)
        {
            if (day <= before || uses < 1)
            {
                throw new ArgumentException($"The use of account '{accountId}' has {uses} uses on {day:O} after {before:O}; days must ascend from the first one, each with a use.", nameof(days));
            }

            before = day;
        }
    }

    /// <summary>Gets the person's account.</summary>
    public string AccountId { get; }

    /// <summary>Gets the person's id within the account.</summary>
    public string UserId { get; }

    /// <summary>Gets what was used, where uses are told apart; else empty.</summary>
    public string Slice { get; }

    /// <summary>Gets the first day of use ever.</summary>
    public DateOnly FirstDay { get; }

    /// <summary>Gets the days of use that are known, ascending.</summary>
    public ReadOnlySpan<DayUse> Days => _days;

    /// <summary>Finds the days of use from one day to another, both included.</summary>
    public ReadOnlySpan<DayUse> In(DateOnly from, DateOnly to)
    {
        var start = FirstAtOrAfter(from);
        var end = FirstAtOrAfter(to.AddDays(1));
        return _days.AsSpan(start, Math.Max(0, end - start));
    }

    /// <summary>Tells whether there was a use from one day to another, both included.</summary>
    public bool IsActiveIn(DateOnly from, DateOnly to) => !In(from, to).IsEmpty;

    /// <summary>Counts the uses from one day to another, both included.</summary>
    public long UsesIn(DateOnly from, DateOnly to)
    {
        var sum = 0L;
        foreach (var day in In(from, to))
        {
            sum += day.Uses;
        }

        return sum;
    }

    /// <summary>Finds the last day of use up to a day; null when there is none among those known.</summary>
    public DateOnly? LastDayBy(DateOnly day) => FirstAtOrAfter(day.AddDays(1)) is > 0 and var after ? _days[after - 1].Day : null;

    private int FirstAtOrAfter(DateOnly day)
    {
        var (low, high) = (0, _days.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _days[middle].Day < day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
