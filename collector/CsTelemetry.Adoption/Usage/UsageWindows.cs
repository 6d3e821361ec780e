namespace CsTelemetry.Adoption.Usage;

/// <summary>
/// Names the windows over which usage is summed before it is scored. They are the contract between this
/// library and the query that fills <see cref="AccountUsage"/>; age 0 is the day <c>as_of</c>, a complete day.
/// </summary>
public static class UsageWindows
{
    /// <summary>Days in a week block: block i holds the day ages 7i to 7i + 6.</summary>
    public const int BlockDays = 7;

    /// <summary>Week blocks that are looked at: blocks 0 to 15, the last 112 days.</summary>
    public const int BlockCount = 16;

    /// <summary>Week blocks in which a person must have been seen to be active: blocks 0 to 3, the last 28 days.</summary>
    public const int ActiveBlockCount = 4;

    /// <summary>Days over which core feature use and the top user's share are taken: ages 0 to 83.</summary>
    public const int CoreDays = 84;

    /// <summary>Days over which decayed events and the use of features are summed: ages 0 to 364.</summary>
    public const int DecayDays = 365;

    /// <summary>Days after which a value event counts half: an event of age d counts 2^(−d/28).</summary>
    public const int HalfLifeDays = 28;

    /// <summary>The most value events one person may bring in one window. Far above any real use; it keeps sums exact.</summary>
    public const long MaxEventsPerUser = 1_000_000_000_000;
}
