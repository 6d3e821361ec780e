using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CsTelemetry.ClickHouse.Knowledge;

namespace CsTelemetry.Collector.Knowing.Documents;

/// <summary>Writes documents as bytes, the same always as the same, and reads them back. Pure.</summary>
internal static class DocumentCodec
{
    /// <summary>The most bytes of a document: 1 MiB.</summary>
    public const int MaxBytes = 1024 * 1024;

    // What a newer collector added to a stored document is passed over; what is sent is read strictly.
    private static readonly KnowledgeJson Stored = new(new JsonSerializerOptions(KnowledgeJson.Default.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip });

    public static byte[] Write(KnowledgeKind kind, IKnowledgeDocument document) => JsonSerializer.SerializeToUtf8Bytes(document.InOrder(), TypeOf(KnowledgeJson.Default, kind));

    /// <summary>Reads what was stored.</summary>
    /// <exception cref="InvalidDataException">It cannot be read: it was not written by this version or one before.</exception>
    public static IKnowledgeDocument Read(KnowledgeKind kind, ReadOnlySpan<byte> body)
    {
        try
        {
            return (IKnowledgeDocument)JsonSerializer.Deserialize(body, TypeOf(Stored, kind))!;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"A stored document of the kind {kind} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads what was sent, and checks all of it.</summary>
    /// <returns>The document's bytes, or what is wrong.</returns>
    public static (byte[]? Body, IReadOnlyList<KnowledgeFault> Faults) Accept(KnowledgeKind kind, JsonElement sent)
    {
        IKnowledgeDocument? document;
        try
        {
            document = (IKnowledgeDocument?)sent.Deserialize(TypeOf(KnowledgeJson.Default, kind));
        }
        catch (JsonException exception)
        {
            return (null, [JsonFaults.Of(exception)]);
        }

        if (document is null)
        {
            return (null, [new KnowledgeFault("", "The document is null; send an object.")]);
        }

        var check = new DocumentCheck();
        document.Check(check);
        if (check.Faults.Count > 0)
        {
            return (null, check.Faults);
        }

        var body = Write(kind, document);
        return body.Length <= MaxBytes
            ? (body, [])
            : (null, [new KnowledgeFault("", $"The document has {body.Length} bytes; it may have {MaxBytes}.")]);
    }

    private static JsonTypeInfo TypeOf(KnowledgeJson json, KnowledgeKind kind) => kind switch
    {
        KnowledgeKind.Feature => json.FeatureDocument,
        KnowledgeKind.Release => json.ReleaseDocument,
        KnowledgeKind.Account => json.AccountDocument,
        KnowledgeKind.User => json.UserDocument,
        KnowledgeKind.Plan => json.PlanDocument,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There are no documents of this kind."),
    };
}
