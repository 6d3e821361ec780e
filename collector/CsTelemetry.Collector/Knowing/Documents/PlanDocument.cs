namespace CsTelemetry.Collector.Knowing.Documents;

/// <summary>What a plan includes.</summary>
internal sealed record PlanDocument : IKnowledgeDocument
{
    /// <summary>Gets the features that it includes, and when; at most 20,000 lines. A feature that is not named is not included.</summary>
    public IReadOnlyList<PlanFeatureDays>? Features { get; init; }

    public void Check(DocumentCheck check)
    {
        check.Timelines("features", Features, line => line.Feature ?? "", DocumentCheck.MaxPlanLineCount);
        check.Each("features", Features, (pointer, line) => check.Key($"{pointer}/feature", line.Feature));
    }

    public IKnowledgeDocument InOrder() => this with { Features = DocumentOrder.Of(Features, line => line.Feature ?? "") };
}
