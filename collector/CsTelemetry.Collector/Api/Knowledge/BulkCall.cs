using System.Text.Json;
using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Knowing.Documents;

namespace CsTelemetry.Collector.Api.Knowledge;

/// <summary>Answers calls that write many documents. Thread-safe.</summary>
internal sealed class BulkCall(KnowledgeBook book, KnowledgeActs acts)
{
    public const int MaxItemCount = 1000;
    public const int MaxBodyBytes = 16 * 1024 * 1024;

    /// <summary>Writes what can be written, or with <paramref name="atomic"/> all or nothing.</summary>
    public async Task<IResult> ReplaceAsync(HttpContext http, RequestCaller caller, Func<string, KnowledgeKey> keyOf, bool? atomic)
    {
        var items = ItemsOf(await JsonBody.ReadAsync(http.Request, MaxBodyBytes, http.RequestAborted));
        var writes = items.Select(item => new KnowledgeWrite(keyOf(item.Id), KnowledgeEdit.Replacement(item.Document))).ToList();
        var outcomes = await book.WriteAsync(caller.Tenant, caller.Caller.KeyPrefix, writes, atomic == true, http.RequestAborted);
        await acts.NoteAsync(caller.Caller, outcomes);
        var results = outcomes.Select((outcome, i) => new BulkResult(
            outcome.Key.Id,
            outcome.Kind,
            outcome.Row is null ? null : KnowledgeTag.Of(outcome.Row),
            [.. outcome.Faults.Select(fault => new DocumentError($"/items/{i}/document{fault.Pointer}", fault.Detail))])).ToList();
        return TypedResults.Ok(new BulkAnswer(outcomes.Count(outcome => outcome.IsTaken), outcomes.Count(outcome => !outcome.IsTaken), results));
    }

    private static List<(string Id, JsonElement Document)> ItemsOf(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array || items.GetArrayLength() is < 1 or > MaxItemCount)
        {
            throw new InvalidDocumentException([new KnowledgeFault("/items", $"The body must be an object with `items`, a list of 1 to {MaxItemCount}. Send more in several calls, or import a file with POST /v1/imports.")]);
        }

        List<KnowledgeFault> faults = [];
        var read = items.EnumerateArray().Select((item, i) => ItemOf(item, i, faults)).ToList();
        return faults.Count == 0 ? read : throw new InvalidDocumentException([.. faults.Take(DocumentCheck.MaxFaultCount)]);
    }

    private static (string Id, JsonElement Document) ItemOf(JsonElement item, int index, List<KnowledgeFault> faults)
    {
        if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && item.TryGetProperty("document", out var document))
        {
            return (id.GetString()!, document);
        }

        faults.Add(new KnowledgeFault($"/items/{index}", "An item must be an object with `id`, a text, and `document`."));
        return default;
    }
}
