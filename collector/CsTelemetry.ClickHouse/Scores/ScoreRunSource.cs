namespace CsTelemetry.ClickHouse.Scores;

/// <summary>Says what a run looked at, in short.</summary>
/// <param name="RunId">The run.</param>
/// <param name="BasisRun">The run that made its core features and targets; 0 for a published version.</param>
/// <param name="KnowledgeVersion">The number of the newest change of the knowledge that it used.</param>
public sealed record ScoreRunSource(ulong RunId, ulong BasisRun, long KnowledgeVersion);
