using System.Text.Json;
using CsTelemetry.Adoption.Model;

namespace CsTelemetry.Adoption.Versions;

/// <summary>Reads and writes model versions as JSON. Pure; thread-safe.</summary>
public static class ScoreModelJson
{
    /// <summary>The longest document that is read: 1 MiB.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Reads a document, a draft or a whole one, and checks what it says; members that nobody knows are refused.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="faults">Everything that is wrong; empty when a document comes back.</param>
    public static ScoreModelDocument? ReadDraft(ReadOnlySpan<byte> utf8, out IReadOnlyList<ModelFault> faults)
    {
        var document = Parse(utf8, out faults);
        if (document is null)
        {
            return null;
        }

        faults = DocumentCheck.FaultsOf(document, complete: false);
        return faults.Count > 0 ? null : document;
    }

    /// <summary>Reads a whole model version.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="faults">Everything that is wrong; empty when a model comes back.</param>
    public static ScoreModel? Read(ReadOnlySpan<byte> utf8, out IReadOnlyList<ModelFault> faults) =>
        Parse(utf8, out faults) is { } document ? ScoreModel.TryCreate(document, out faults) : null;

    /// <summary>Writes a document, without white space.</summary>
    public static byte[] Write(ScoreModelDocument document) =>
        JsonSerializer.SerializeToUtf8Bytes(document, ModelJsonContext.Default.ScoreModelDocument);

    private static ScoreModelDocument? Parse(ReadOnlySpan<byte> utf8, out IReadOnlyList<ModelFault> faults)
    {
        faults = [];
        if (utf8.Length > MaxBytes)
        {
            faults = [new ModelFault("", $"The document has {utf8.Length} bytes; at most {MaxBytes} are read.")];
            return null;
        }

        try
        {
            var document = JsonSerializer.Deserialize(utf8, ModelJsonContext.Default.ScoreModelDocument);
            faults = document is null ? [new ModelFault("", "The document is null; it must be an object.")] : [];
            return document;
        }
        catch (JsonException fault)
        {
            faults = [new ModelFault(
                JsonPointer.Of(fault.Path),
                $"The document cannot be read here (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine}): the JSON is broken, " +
                "the member is unknown, missing or repeated, or its value is of another type.")];
            return null;
        }
    }
}
