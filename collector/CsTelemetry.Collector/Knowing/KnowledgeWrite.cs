using CsTelemetry.ClickHouse.Knowledge;

namespace CsTelemetry.Collector.Knowing;

/// <summary>Is one document to be written.</summary>
/// <param name="Key">Which.</param>
/// <param name="Edit">What becomes of it.</param>
internal sealed record KnowledgeWrite(KnowledgeKey Key, KnowledgeEdit Edit)
{
    /// <summary>Gets what must be so before. Default nothing.</summary>
    public KnowledgeCondition Condition { get; init; } = KnowledgeCondition.None;

    /// <summary>Gets whether anything must be so before.</summary>
    public bool HasCondition => Condition != KnowledgeCondition.None;

    /// <summary>Gets who says it. Default told.</summary>
    public KnowledgeSource Source { get; init; } = KnowledgeSource.Told;
}
