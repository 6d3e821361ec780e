using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Acting;

/// <summary>Holds an action before it is judged: what the score would be a function of, and the first half of its sentence.</summary>
internal sealed record Candidate(ActionKind Kind, string? Feature, long Count, ScoreBasis Basis, string Condition);
