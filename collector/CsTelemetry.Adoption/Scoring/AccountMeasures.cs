namespace CsTelemetry.Adoption.Scoring;

/// <summary>Holds everything about one account that the score's formulas look at. A changed copy answers "what if". Immutable.</summary>
public sealed record AccountMeasures
{
    /// <summary>Gets the days from the first day to <c>as_of</c>, both counted.</summary>
    public required int TenureDays { get; init; }

    /// <summary>Gets T, the share of seats to reach at this tenure.</summary>
    public required double ReachTarget { get; init; }

    /// <summary>Gets the eligible seats; null when unknown.</summary>
    public required double? EligibleSeats { get; init; }

    /// <summary>Gets the people active in 28 days.</summary>
    public required int ActiveUsers { get; init; }

    /// <summary>Gets the week blocks with a value event, block i at bit i.</summary>
    public required uint ActiveBlocks { get; init; }

    /// <summary>Gets the mean weekly active users of blocks 0 to 3.</summary>
    public required double WeeklyUsersNow { get; init; }

    /// <summary>Gets the mean weekly active users of blocks 4 to 15.</summary>
    public required double WeeklyUsersBase { get; init; }

    /// <summary>Gets a, the value weight of the adopted core features.</summary>
    public required double AdoptedCore { get; init; }

    /// <summary>Gets e, the value weight of the core features that the account is entitled to.</summary>
    public required double EntitledCore { get; init; }

    /// <summary>Gets V, the decayed value events of 365 days.</summary>
    public required double DecayedEvents { get; init; }

    /// <summary>Gets the top user's value events of 84 days.</summary>
    public required long TopUserEvents { get; init; }

    /// <summary>Gets m, the value events of 84 days.</summary>
    public required long Events { get; init; }

    /// <summary>Gets s, the top user's share of the value events of 84 days; 0 without any.</summary>
    public double TopUserShare => Events == 0 ? 0 : (double)TopUserEvents / Events;
}
