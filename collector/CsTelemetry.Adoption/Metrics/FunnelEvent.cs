namespace CsTelemetry.Adoption.Metrics;

/// <summary>Is a use that may be a step of a funnel.</summary>
/// <param name="At">When, in milliseconds since 1970 (UTC): order within a day matters.</param>
/// <param name="Day">The day in the account's time zone.</param>
/// <param name="Feature">The feature.</param>
public readonly record struct FunnelEvent(long At, DateOnly Day, string Feature);
