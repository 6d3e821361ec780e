using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Targets;

namespace CsTelemetry.Adoption.Scoring;

/// <summary>Holds all that a score is a function of.</summary>
internal sealed record ScoreBasis(AccountMeasures Measures, AdoptionTargets Targets, AdoptionModel Model);
