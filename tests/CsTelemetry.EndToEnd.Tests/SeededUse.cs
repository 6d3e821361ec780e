namespace CsTelemetry.EndToEnd.Tests;

/// <summary>One feature use of the made-up portfolio.</summary>
internal sealed record SeededUse(string Account, string User, string Feature, DateTimeOffset At, ActorKind Actor)
{
    private const int Days = 200;

    public DateOnly Day => DateOnly.FromDateTime(At.UtcDateTime);

    /// <summary>Makes the history: accounts of different sizes, some of which start late, fade or leave.</summary>
    public static List<SeededUse> History(int seed, DateOnly asOf)
    {
        var dice = new Random(seed);
        var uses = new List<SeededUse>();
        for (var account = 0; account < 14; account++)
        {
            var people = 1 + dice.Next(12);
            var first = account % 4 == 3 ? dice.Next(Days - 20) : 0;
            var last = account % 5 == 4 ? dice.Next(Days / 2, Days) : Days;
            for (var day = first; day < last; day++)
            {
                var fade = account % 3 == 2 ? 1 - ((double)day / Days) : 1;
                for (var person = 0; person < people; person++)
                {
                    if (dice.NextDouble() < .35 * fade)
                    {
                        AddDay(uses, dice, account, person, asOf.AddDays(day - Days + 1));
                    }
                }
            }
        }

        return uses;
    }

    private static void AddDay(List<SeededUse> uses, Random dice, int account, int person, DateOnly day)
    {
        for (var count = 1 + dice.Next(3); count > 0; count--)
        {
            // Low features are common, high ones rare; one account's person 0 is a program.
            var feature = (int)(dice.NextDouble() * dice.NextDouble() * 9);
            var at = new DateTimeOffset(day.ToDateTime(new TimeOnly(dice.Next(24), dice.Next(60), dice.Next(60))), TimeSpan.Zero);
            var actor = account == 1 && person == 0 ? ActorKind.Service : ActorKind.Human;
            uses.Add(new SeededUse($"account-{account:00}", $"user-{person}", $"feature-{feature}", at, actor));
        }
    }
}
