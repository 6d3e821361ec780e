using CsTelemetry.Adoption.Model;
using CsTelemetry.ClickHouse.Scores;

namespace CsTelemetry.Collector.Scoring;

/// <summary>What became of an attempt to change a version of the score model.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Entry">The version as it is now; null when there is none.</param>
/// <param name="Faults">What is wrong with the model.</param>
internal sealed record ModelWrite(ModelWriteStatus Status, ScoreModelEntry? Entry = null, IReadOnlyList<ModelFault>? Faults = null);
