namespace CsTelemetry.ClickHouse.Knowledge;

/// <summary>Tells who says something. What was told goes before what events say, field by field.</summary>
public enum KnowledgeSource
{
    /// <summary>People and their tools, by the API or an import.</summary>
    Told = 1,

    /// <summary>The product itself, by its events.</summary>
    Events = 2,
}
