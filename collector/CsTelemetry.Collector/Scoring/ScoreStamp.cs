using CsTelemetry.ClickHouse.Scores;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Which run computed a row, when, and how final it is.</summary>
internal readonly record struct ScoreStamp(ulong RunId, DateTimeOffset ComputedAt, ScoreRowKind Kind);
