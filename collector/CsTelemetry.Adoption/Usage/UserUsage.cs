namespace CsTelemetry.Adoption.Usage;

/// <summary>Holds one person's value events, summed by window. Only human value events count; page views and logins never do.</summary>
/// <param name="UserId">The person's id, unique within the account.</param>
/// <param name="WeekBlocks">Bit i is set when week block i (0 to 15) has a value event; higher bits are 0.</param>
/// <param name="Events84">Value events of the last 84 days: the number of events, not of units. 0 to 10¹².</param>
/// <param name="DecayedEvents">Σ 2^(−age/28) over the value events of the last 365 days. 0 to 10¹².</param>
/// <param name="CoreFeatures84">Use of core features in the last 84 days. Features outside the core are ignored.</param>
public sealed record UserUsage(
    string UserId,
    uint WeekBlocks,
    long Events84,
    double DecayedEvents,
    IReadOnlyList<FeatureUse> CoreFeatures84);
