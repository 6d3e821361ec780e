using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.Collector.Knowing.Documents;

namespace CsTelemetry.Collector.Knowing;

/// <summary>Tells what became of one document to be written.</summary>
/// <param name="Key">Which.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Row">The document as it is now; null if there is none.</param>
/// <param name="Faults">Why it was not written; empty if it was.</param>
internal sealed record KnowledgeOutcome(KnowledgeKey Key, KnowledgeOutcomeKind Kind, KnowledgeRow? Row, IReadOnlyList<KnowledgeFault> Faults)
{
    /// <summary>Gets whether it is as was asked for.</summary>
    public bool IsTaken => Kind <= KnowledgeOutcomeKind.Removed;
}
