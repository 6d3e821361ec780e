namespace CsTelemetry.ClickHouse.Scores;

/// <summary>Holds what was measured of an account: the numbers that the score's formulas look at. Immutable.</summary>
public sealed record ScoreNumbers
{
    /// <summary>Gets the days since the account began, both ends counted.</summary>
    public int TenureDays { get; init; }

    /// <summary>Gets the share of seats to reach at this tenure.</summary>
    public double ReachTarget { get; init; }

    /// <summary>Gets the eligible seats; null when unknown.</summary>
    public double? Seats { get; init; }

    /// <summary>Gets the people active in 28 days.</summary>
    public int ActiveUsers { get; init; }

    /// <summary>Gets the week blocks with a value event, block i at bit i.</summary>
    public uint ActiveBlocks { get; init; }

    /// <summary>Gets the mean weekly active users of blocks 0 to 3.</summary>
    public double WeeklyUsersNow { get; init; }

    /// <summary>Gets the mean weekly active users of blocks 4 to 15.</summary>
    public double WeeklyUsersBase { get; init; }

    /// <summary>Gets the value weight of the adopted core features.</summary>
    public double AdoptedCore { get; init; }

    /// <summary>Gets the value weight of the core features that the account is entitled to.</summary>
    public double EntitledCore { get; init; }

    /// <summary>Gets the decayed value events of 365 days.</summary>
    public double DecayedEvents { get; init; }

    /// <summary>Gets the top user's value events of 84 days.</summary>
    public long TopUserEvents { get; init; }

    /// <summary>Gets the value events of 84 days.</summary>
    public long Events { get; init; }
}
