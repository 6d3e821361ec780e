namespace CsTelemetry.Adoption.Metrics;

/// <summary>Tells how often somebody used something on one day of their account.</summary>
/// <param name="Day">The day in the account's time zone.</param>
/// <param name="Uses">Value events, 1 or more.</param>
public readonly record struct DayUse(DateOnly Day, int Uses);
