namespace CsTelemetry.Collector.Knowing.Documents;

/// <summary>Is what somebody says of one thing. Immutable. A member that is null is not said.</summary>
internal interface IKnowledgeDocument
{
    /// <summary>Reports everything in it that cannot be so.</summary>
    public void Check(DocumentCheck check);

    /// <summary>Returns the same in its only order, so that the same is always the same bytes.</summary>
    public IKnowledgeDocument InOrder();
}
