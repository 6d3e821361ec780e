using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Acting;

/// <summary>Changes what a person did.</summary>
internal static class Doing
{
    private const uint ActiveBlocks = (1u << UsageWindows.ActiveBlockCount) - 1;

    /// <summary>Tells whether somebody was active in the last 28 days.</summary>
    public static bool IsActive(UserUsage person) => (person.WeekBlocks & ActiveBlocks) != 0;

    /// <summary>Makes somebody who has done nothing yet; no id of a real person begins with a null character.</summary>
    public static UserUsage Somebody(int number) => new($"\0{number}", 0, 0, 0, []);

    /// <summary>Adds value events today.</summary>
    public static UserUsage Busy(UserUsage person, long events) => person with
    {
        WeekBlocks = person.WeekBlocks | 1,
        Events84 = Math.Min(UsageWindows.MaxEventsPerUser, person.Events84 + events),
        DecayedEvents = Math.Min(UsageWindows.MaxEventsPerUser, person.DecayedEvents + events),
    };

    /// <summary>Adds uses of a feature: one on each of the given day ages, and the rest on the last of them.</summary>
    public static UserUsage Using(UserUsage person, string feature, int uses, IReadOnlyList<int> ages)
    {
        var own = person.CoreFeatures84.FirstOrDefault(use => string.Equals(use.Feature, feature, StringComparison.Ordinal));
        var days = ages.Aggregate(own.Days84, (bits, age) => bits | (UInt128.One << age));
        var decayed = ages.Sum(Decay) + ((uses - ages.Count) * Decay(ages[^1]));
        return person with
        {
            WeekBlocks = ages.Aggregate(person.WeekBlocks, (blocks, age) => blocks | (1u << (age / UsageWindows.BlockDays))),
            Events84 = person.Events84 + uses,
            DecayedEvents = person.DecayedEvents + decayed,
            CoreFeatures84 =
            [
                .. person.CoreFeatures84.Where(use => !string.Equals(use.Feature, feature, StringComparison.Ordinal)),
                new FeatureUse(feature, own.Uses84 + uses, days),
            ],
        };
    }

    private static double Decay(int age) => Math.Pow(2, -(double)age / UsageWindows.HalfLifeDays);
}
