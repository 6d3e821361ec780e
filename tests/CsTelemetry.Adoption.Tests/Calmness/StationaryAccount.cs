using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Tests.Calmness;

/// <summary>Makes up one account whose people's habits never change, and sums its use by window at any day.</summary>
internal sealed class StationaryAccount
{
    private const int Features = 8;

    private readonly Random _dice;
    private readonly int _seats;
    private readonly int[][][] _events;

    /// <summary>Draws each person's chance of a day of use around the account's own, and what they use from a favourite list.</summary>
    public StationaryAccount(int seed, int seats, double dailyChance, int days)
    {
        _dice = new Random(seed);
        _seats = seats;
        _events = [.. Enumerable.Range(0, seats).Select(_ => Person(dailyChance * (.3 + (1.4 * _dice.NextDouble())), days))];
    }

    /// <summary>The usage as of a day, counted from the first.</summary>
    public AccountUsage At(int day, DateOnly asOf) =>
        new("calm", asOf.AddDays(-day), [.. _events.Select((own, i) => Usage($"u{i:000}", own, day))], EligibleSeats: _seats);

    private int[][] Person(double chance, int days)
    {
        var breadth = 1 + _dice.Next(Features);
        return [.. Enumerable.Range(0, days).Select(_ => _dice.NextDouble() < chance ? Enumerable.Range(0, 1 + _dice.Next(4)).Select(_ => Favourite(breadth)).ToArray() : [])];
    }

    private int Favourite(int breadth) => (int)(breadth * Math.Pow(_dice.NextDouble(), 2));

    private static UserUsage Usage(string id, int[][] own, int day)
    {
        var (blocks, events, decayed) = (0u, 0L, 0d);
        var (uses, days) = (new long[Features], new UInt128[Features]);
        for (var age = 0; age < Math.Min(365, day + 1); age++)
        {
            var today = own[day - age];
            decayed += today.Length * Math.Pow(2, -age / 28d);
            blocks |= today.Length > 0 && age < 112 ? 1u << (age / 7) : 0;
            events += age < 84 ? today.Length : 0;
            foreach (var feature in age < 84 ? today : [])
            {
                uses[feature]++;
                days[feature] |= UInt128.One << age;
            }
        }

        return new UserUsage(id, blocks, events, decayed, [.. Enumerable.Range(0, Features).Where(i => uses[i] > 0).Select(i => new FeatureUse($"f{i}", uses[i], days[i]))]);
    }
}
