using CsTelemetry.ClickHouse.Knowledge;

namespace CsTelemetry.Collector.Knowing.Importing;

/// <summary>Is what rows change of one document.</summary>
/// <param name="Key">Which.</param>
/// <param name="Edit">What.</param>
/// <param name="Rows">The rows; of a timeline, in the order of its lines.</param>
internal sealed record ImportChange(KnowledgeKey Key, KnowledgeEdit Edit, IReadOnlyList<long> Rows);
