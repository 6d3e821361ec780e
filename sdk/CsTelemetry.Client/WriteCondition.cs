using System.Net.Http.Headers;

namespace CsTelemetry.Client;

/// <summary>Says when a document may be replaced, so that nobody's change is lost. Immutable.</summary>
public sealed class WriteCondition
{
    private WriteCondition(EntityTagHeaderValue? tag) => Tag = tag;

    /// <summary>Gets the condition that nothing was told of it yet.</summary>
    public static WriteCondition IfNew { get; } = new(null);

    internal EntityTagHeaderValue? Tag { get; }

    /// <summary>Makes the condition that the document is still the one that was read.</summary>
    /// <param name="tag">The <see cref="Contracts.Known{T}.Tag"/> of what was read.</param>
    /// <exception cref="ArgumentException">It is not an entity tag; it must have its quotes.</exception>
    public static WriteCondition IfUnchanged(string tag) => EntityTagHeaderValue.TryParse(tag, out var parsed)
        ? new WriteCondition(parsed)
        : throw new ArgumentException($"\"{tag}\" is not an entity tag; pass the Tag of what was read, with its quotes.", nameof(tag));

    internal void On(HttpRequestHeaders headers)
    {
        if (Tag is null)
        {
            headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        }
        else
        {
            headers.IfMatch.Add(Tag);
        }
    }
}
