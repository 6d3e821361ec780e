using System.Globalization;
using UsageSimulator.Catalog;
using UsageSimulator.Randomness;

namespace UsageSimulator.People;

/// <summary>Makes up people: a few come daily, most now and then.</summary>
internal sealed class PersonMaker(Dice dice)
{
    private const double MostDaily = .85;

    private static readonly double[] RoleWeights = [0, 12, 63, 25];

    /// <summary>Makes up a person who is there between two days.</summary>
    /// <param name="isFirst">True for the first of an account, who administers it.</param>
    /// <param name="firstDay">The person's first day.</param>
    /// <param name="lastDay">The person's last day.</param>
    public Person Make(bool isFirst, DateOnly firstDay, DateOnly lastDay)
    {
        var role = isFirst ? Role.Administrator : (Role)dice.Pick(RoleWeights);
        var (chance, more) = role switch
        {
            Role.PowerUser => (.13, .62),
            Role.Administrator => (.07, .5),
            Role.Guest => (.006, .2),
            _ => (.022, .42),
        };
        var id = (dice.Bits() >> 16).ToString("x12", CultureInfo.InvariantCulture);
        return new Person(id, role, firstDay, lastDay, Math.Min(MostDaily, chance * dice.HeavyTail(12)), more, Taste(role));
    }

    private double[] Taste(Role role) =>
        [.. FeatureCatalog.Areas.Select(area => area == "admin" && role != Role.Administrator ? 0 : .15 + (dice.Share() * dice.Share() * 3))];
}
