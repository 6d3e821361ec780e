namespace CsTelemetry.Client.Contracts;

/// <summary>The 75th percentiles that footprint, breadth and intensity are measured against.</summary>
/// <param name="ActiveUsers">F: active users of 28 days.</param>
/// <param name="CoreFeatures">B: value weight of the core features in use.</param>
/// <param name="DecayedUses">V₇₅: value events of 365 days, each weighing half after 28 days.</param>
public sealed record ScoreTargets(double ActiveUsers, double CoreFeatures, double DecayedUses);
