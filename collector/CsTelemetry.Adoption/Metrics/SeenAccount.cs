namespace CsTelemetry.Adoption.Metrics;

/// <summary>Tells when an account was seen in any event.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="FirstDay">The first day.</param>
/// <param name="LastDay">The last day.</param>
public readonly record struct SeenAccount(string AccountId, DateOnly FirstDay, DateOnly LastDay);
