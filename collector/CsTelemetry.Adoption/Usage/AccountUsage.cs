namespace CsTelemetry.Adoption.Usage;

/// <summary>Holds what one account's people did up to and including the day <c>as_of</c>, summed by window.</summary>
/// <param name="AccountId">The account's id, unique within its tenant.</param>
/// <param name="FirstDay">The first day of its contract, or else its first seen day, in its own time zone. Tenure counts both ends.</param>
/// <param name="Users">The account's people, each once, in any order: the result does not depend on it.</param>
/// <param name="EligibleSeats">Eligible seats as of the day, 0 or more; null when seats are unknown.</param>
/// <param name="Excluded">True when an operator took the account out of scoring; it then shapes no target either.</param>
/// <param name="LastHeartbeat">The last day on which the account's SDK was heard; null when heartbeats are not tracked.</param>
/// <param name="EntitledFeatures">The features that the account's plan includes; null when entitlements are unknown, which entitles it to every core feature.</param>
/// <param name="Plan">The plan as of the day, which with the seats decides the segment; null when unknown.</param>
public sealed record AccountUsage(
    string AccountId,
    DateOnly FirstDay,
    IReadOnlyList<UserUsage> Users,
    double? EligibleSeats = null,
    bool Excluded = false,
    DateOnly? LastHeartbeat = null,
    IReadOnlySet<string>? EntitledFeatures = null,
    string? Plan = null);
