using System.Text.Json;
using System.Text.Json.Nodes;
using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.Collector.Knowing.Documents;

namespace CsTelemetry.Collector.Knowing;

/// <summary>Says how a document is to become another one. Immutable.</summary>
internal sealed class KnowledgeEdit
{
    private readonly Func<KnowledgeKind, KnowledgeRow?, (byte[]? Body, IReadOnlyList<KnowledgeFault> Faults)> _apply;

    private KnowledgeEdit(Func<KnowledgeKind, KnowledgeRow?, (byte[]? Body, IReadOnlyList<KnowledgeFault> Faults)> apply, bool isRemoval = false) =>
        (_apply, IsRemoval) = (apply, isRemoval);

    /// <summary>Gets the edit that takes a document away.</summary>
    public static KnowledgeEdit Removal { get; } = new((_, _) => (null, []), isRemoval: true);

    public bool IsRemoval { get; }

    /// <summary>Puts a document, as it was sent, in the place of whatever is there.</summary>
    public static KnowledgeEdit Replacement(JsonElement document) => new((kind, _) => DocumentCodec.Accept(kind, document));

    /// <summary>Merges members into what is there, as RFC 7396 says: null takes a member away, what is not mentioned stays.</summary>
    public static KnowledgeEdit Merge(JsonElement changes) => new((kind, standing) =>
    {
        if (changes.ValueKind != JsonValueKind.Object)
        {
            return (null, [new KnowledgeFault("", "It is no JSON object.")]);
        }

        var merged = standing is null ? [] : JsonNode.Parse(standing.Body.Span)!.AsObject();
        foreach (var member in changes.EnumerateObject())
        {
            merged.Remove(member.Name);
            if (member.Value.ValueKind != JsonValueKind.Null)
            {
                // Lists and maps are replaced whole: a line of a timeline has no name of its own.
                merged.Add(member.Name, JsonNode.Parse(member.Value.GetRawText()));
            }
        }

        return DocumentCodec.Accept(kind, JsonSerializer.SerializeToElement<JsonNode>(merged));
    });

    /// <summary>Puts a document in the place of whatever is there.</summary>
    public static KnowledgeEdit Of(IKnowledgeDocument document) => new((kind, _) => (DocumentCodec.Write(kind, document), []));

    /// <returns>The new document's bytes, or what is wrong; neither for a removal.</returns>
    public (byte[]? Body, IReadOnlyList<KnowledgeFault> Faults) Apply(KnowledgeKind kind, KnowledgeRow? standing) => _apply(kind, standing);
}
