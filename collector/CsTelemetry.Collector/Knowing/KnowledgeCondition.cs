namespace CsTelemetry.Collector.Knowing;

/// <summary>Says what must be so before a document is written. By default nothing must. Immutable.</summary>
/// <param name="Tags">If-Match: the document must be as one of these tags says; an empty list means it must exist. Null: whatever it is.</param>
/// <param name="OnlyNew">If-None-Match: *: there must be no document.</param>
internal sealed record KnowledgeCondition(IReadOnlyList<string>? Tags = null, bool OnlyNew = false)
{
    public static KnowledgeCondition None { get; } = new();

    /// <summary>Tells why it does not hold; null if it does.</summary>
    /// <param name="tag">The tag of what is there; null if there is nothing.</param>
    public string? Fault(string? tag) =>
        OnlyNew && tag is not null ? $"If-None-Match is * and the document exists; it is {tag} now."
        : Tags is null ? null
        : tag is null ? "If-Match asks for a document, and there is none."
        : Tags.Count > 0 && !Tags.Contains(tag) ? $"The document is not {string.Join(" or ", Tags)}; it is {tag} now. Read it again, and decide anew."
        : null;
}
