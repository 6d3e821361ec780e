using CsTelemetry.Adoption.Versions;

namespace CsTelemetry.Collector.Scoring;

/// <summary>What a run measures accounts against.</summary>
/// <param name="Model">The model with its core features and targets.</param>
/// <param name="Run">The run that made it; 0 for a published version.</param>
internal sealed record RunBasis(ScoreModel Model, ulong Run);
