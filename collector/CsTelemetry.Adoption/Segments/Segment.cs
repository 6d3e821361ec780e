using CsTelemetry.Adoption.Targets;

namespace CsTelemetry.Adoption.Segments;

/// <summary>Holds the group of accounts that an account is measured against.</summary>
/// <param name="Key">Its stable key: <c>*</c> for the whole tenant, else such as <c>pro:small+medium</c>.</param>
/// <param name="Targets">What its accounts are scored against.</param>
public sealed record Segment(string Key, AdoptionTargets Targets);
