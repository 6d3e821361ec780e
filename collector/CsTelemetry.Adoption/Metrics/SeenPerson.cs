namespace CsTelemetry.Adoption.Metrics;

/// <summary>Tells when a human was seen in any event.</summary>
/// <param name="AccountId">The person's account.</param>
/// <param name="UserId">The person's id within the account.</param>
/// <param name="FirstDay">The first day.</param>
/// <param name="LastDay">The last day.</param>
public readonly record struct SeenPerson(string AccountId, string UserId, DateOnly FirstDay, DateOnly LastDay);
