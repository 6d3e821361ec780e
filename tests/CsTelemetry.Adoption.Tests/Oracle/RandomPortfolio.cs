namespace CsTelemetry.Adoption.Tests.Oracle;

/// <summary>Makes up portfolios of every kind from a seed: young and old, silent and busy, with seats, without and with too few.</summary>
internal sealed class RandomPortfolio(int seed, DateOnly asOf)
{
    private const int FeatureCount = 9;

    private readonly Random _dice = new(seed);

    public RawAccount[] Make(int accounts) => [.. Enumerable.Range(0, accounts).Select(i => Account($"account{i:00}"))];

    public RawAccount Account(string id)
    {
        var tenure = _dice.Next(4) switch
        {
            0 => _dice.Next(1, 40),
            1 => _dice.Next(100, 125),
            _ => _dice.Next(125, 900),
        };
        var users = _dice.Next(40) == 0 ? _dice.Next(150, 260) : 1 + (int)(30 * Math.Pow(_dice.NextDouble(), 3));
        var quietDays = _dice.Next(4) == 0 ? _dice.Next(0, Math.Min(tenure, 200)) : 0;
        var events = Enumerable.Range(0, users).SelectMany(i => Events(id, $"u{i}", tenure, quietDays, users > 100 ? 3 : 60)).ToList();
        var firstDay = asOf.AddDays(1 - tenure);
        return new RawAccount(id, firstDay, events, Seats(users), Entitled());
    }

    /// <summary>One event more, today, by somebody known or new.</summary>
    public RawEvent Today(RawAccount account) => new(account.Id, $"u{_dice.Next(40)}", Feature(), asOf);

    public RawEvent[] Shuffled(IReadOnlyList<RawEvent> events)
    {
        var mixed = events.ToArray();
        _dice.Shuffle(mixed);
        return mixed;
    }

    private IEnumerable<RawEvent> Events(string account, string user, int tenure, int quietDays, int most)
    {
        var count = 1 + (int)(most * Math.Pow(_dice.NextDouble(), 4));
        return Enumerable.Range(0, count).Select(_ => new RawEvent(
            account, user, Feature(), asOf.AddDays(-(quietDays + (int)((tenure - quietDays) * Math.Pow(_dice.NextDouble(), 2))))));
    }

    private string Feature() => $"f{(int)(FeatureCount * Math.Pow(_dice.NextDouble(), 2))}";

    private double? Seats(int users) => _dice.Next(6) switch
    {
        0 => 0,
        1 => 1,
        2 => users * 2,
        3 => Math.Max(1, users - 1),
        _ => null,
    };

    private HashSet<string>? Entitled() => _dice.Next(3) == 0
        ? [.. Enumerable.Range(0, FeatureCount).Where(_ => _dice.Next(3) == 0).Select(i => $"f{i}")]
        : null;
}
