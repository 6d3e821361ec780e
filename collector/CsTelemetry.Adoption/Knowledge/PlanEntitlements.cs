namespace CsTelemetry.Adoption.Knowledge;

/// <summary>Holds which features a plan includes over time. Immutable.</summary>
/// <param name="Plan">The plan's key.</param>
/// <param name="Features">By feature: true while it is included. A feature that is not named is not included.</param>
public sealed record PlanEntitlements(string Plan, IReadOnlyDictionary<string, Timeline<bool>> Features);
