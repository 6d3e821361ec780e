namespace CsTelemetry.Adoption.Metrics;

/// <summary>Holds one group of those whom a metric is about.</summary>
/// <param name="Key">The group's value in the dimension; null for those without, and where nothing is grouped.</param>
/// <param name="Audience">Who is in it.</param>
/// <param name="Uses">What they used, up to the day.</param>
public sealed record MetricGroup(string? Key, Audience Audience, IReadOnlyList<PersonUse> Uses)
{
    /// <summary>Parts an audience and its uses by a dimension; groups come by key, those without one first.</summary>
    /// <param name="audience">Who is there.</param>
    /// <param name="uses">What was used; for platform and area the slice of each use is its group.</param>
    /// <param name="dimension">By what.</param>
    public static IReadOnlyList<MetricGroup> By(Audience audience, IEnumerable<PersonUse> uses, Dimension dimension)
    {
        ArgumentNullException.ThrowIfNull(audience);
        var counted = audience.Of(uses);
        return dimension switch
        {
            Dimension.None => [new MetricGroup(null, audience, counted)],
            Dimension.Platform or Dimension.Area => [.. counted
                .GroupBy(use => use.Slice)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new MetricGroup(group.Key.Length == 0 ? null : group.Key, audience, [.. group]))],
            Dimension.Role => ByRole(audience, counted),
            _ => ByAccount(audience, counted, dimension),
        };
    }

    private static MetricGroup[] ByRole(Audience audience, IReadOnlyList<PersonUse> uses) =>
        [.. audience.People.Select(person => person.Role).Distinct().Order(StringComparer.Ordinal)
            .Select(role => Part(role, audience.Where(_ => true, person => person.Role == role), uses))];

    private static MetricGroup[] ByAccount(Audience audience, IReadOnlyList<PersonUse> uses, Dimension dimension)
    {
        var accounts = audience.Accounts
            .SelectMany(account => account.Groups(dimension).Select(key => (Key: key, account.Id)))
            .ToLookup(pair => pair.Key, pair => pair.Id);
        return [.. accounts.Select(group => group.Key).Order(StringComparer.Ordinal)
            .Select(key => (Key: key, Ids: accounts[key].ToHashSet(StringComparer.Ordinal)))
            .Select(group => Part(group.Key, audience.Where(account => group.Ids.Contains(account.Id), _ => true), uses))];
    }

    private static MetricGroup Part(string? key, Audience audience, IReadOnlyList<PersonUse> uses) => new(key, audience, audience.Of(uses));
}
