namespace CsTelemetry.Collector.Knowing.Documents;

/// <summary>A release of the product.</summary>
internal sealed record ReleaseDocument : IKnowledgeDocument
{
    /// <summary>Gets when it came out, RFC 3339, 1970 to 2100. Required.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>Gets the name that people read, at most 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the keys of the features that it brought or changed, at most 1,000.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    public void Check(DocumentCheck check)
    {
        check.Required("released_at", ReleasedAt);
        check.Day("released_at", ReleasedAt is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null);
        check.Text("name", Name);
        check.Keys("features", Features, DocumentCheck.MaxReleaseFeatureCount);
    }

    public IKnowledgeDocument InOrder() => this with { ReleasedAt = ReleasedAt?.ToUniversalTime(), Features = DocumentOrder.Of(Features) };
}
