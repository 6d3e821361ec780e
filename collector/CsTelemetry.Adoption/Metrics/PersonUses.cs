namespace CsTelemetry.Adoption.Metrics;

/// <summary>Joins what several uses say.</summary>
public static class PersonUses
{
    /// <summary>Looks at accounts as if each were one person: who of it used it does not matter. Slices stay apart.</summary>
    public static IReadOnlyList<PersonUse> ByAccount(IEnumerable<PersonUse> uses)
    {
        ArgumentNullException.ThrowIfNull(uses);
        return [.. uses.GroupBy(use => (use.AccountId, use.Slice)).Select(group => Join(group, "", group.Key.Slice))];
    }

    /// <summary>Gives each use another slice and joins those of one person that then are the same; a null slice leaves a use out.</summary>
    public static IReadOnlyList<PersonUse> BySlice(IEnumerable<PersonUse> uses, Func<string, string?> sliceOf)
    {
        ArgumentNullException.ThrowIfNull(uses);
        return [.. uses
            .Select(use => (Use: use, Slice: sliceOf(use.Slice)))
            .Where(pair => pair.Slice is not null)
            .GroupBy(pair => (pair.Use.AccountId, pair.Use.UserId, pair.Slice))
            .Select(group => Join(group.Select(pair => pair.Use), group.Key.UserId, group.Key.Slice!))];
    }

    private static PersonUse Join(IEnumerable<PersonUse> uses, string userId, string slice)
    {
        var all = uses.ToArray();
        if (all is [var only] && only.UserId == userId && only.Slice == slice)
        {
            return only;
        }

        var days = new SortedDictionary<DateOnly, int>();
        foreach (var use in all)
        {
            foreach (var (day, count) in use.Days)
            {
                days[day] = (int)Math.Min(int.MaxValue, days.GetValueOrDefault(day) + (long)count);
            }
        }

        return new PersonUse(all[0].AccountId, userId, all.Min(use => use.FirstDay), days.Select(day => new DayUse(day.Key, day.Value)), slice);
    }
}
