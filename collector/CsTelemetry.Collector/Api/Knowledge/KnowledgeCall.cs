using System.Text.Json;
using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Knowing;

namespace CsTelemetry.Collector.Api.Knowledge;

/// <summary>Answers calls about single documents, whatever their kind. Thread-safe.</summary>
internal sealed class KnowledgeCall(KnowledgeBook book, KnowledgeActs acts)
{
    /// <summary>The most bytes of a document in a call: 2 MiB.</summary>
    public const int MaxBodyBytes = 2 * 1024 * 1024;

    public async Task<IResult> GetAsync(HttpContext http, RequestCaller caller, KnowledgeKey key)
    {
        var entry = (await book.StateAsync(caller.Tenant, http.RequestAborted)).Find(key);
        if (entry.IsEmpty)
        {
            return KnowledgeProblems.NothingKnown(Name(key));
        }

        if (entry.Standing is { } row)
        {
            var tag = KnowledgeTag.Of(row);
            http.Response.Headers.ETag = tag;
            if (Conditions.IsKnown(http.Request, tag))
            {
                return TypedResults.StatusCode(StatusCodes.Status304NotModified);
            }
        }

        return TypedResults.Ok(KnownMap.Of(key, entry));
    }

    public async Task<IResult> ReplaceAsync(HttpContext http, RequestCaller caller, KnowledgeKey key) =>
        await WriteAsync(http, caller, key, KnowledgeEdit.Replacement(await JsonBody.ReadAsync(http.Request, MaxBodyBytes, http.RequestAborted)));

    public async Task<IResult> MergeAsync(HttpContext http, RequestCaller caller, KnowledgeKey key) =>
        await WriteAsync(http, caller, key, KnowledgeEdit.Merge(await JsonBody.ReadAsync(http.Request, MaxBodyBytes, http.RequestAborted)));

    /// <summary>Replaces one member of a document, such as an account's seats.</summary>
    public async Task<IResult> ReplaceMemberAsync(HttpContext http, RequestCaller caller, KnowledgeKey key, string member)
    {
        var body = await JsonBody.ReadAsync(http.Request, MaxBodyBytes, http.RequestAborted);
        if (body.ValueKind != JsonValueKind.Object || body.EnumerateObject().Count() != 1 || !body.TryGetProperty(member, out _))
        {
            throw new InvalidDocumentException([new($"/{member}", $"The body must be an object with the one member `{member}`.")]);
        }

        return await WriteAsync(http, caller, key, KnowledgeEdit.Merge(body));
    }

    public Task<IResult> RemoveAsync(HttpContext http, RequestCaller caller, KnowledgeKey key) => WriteAsync(http, caller, key, KnowledgeEdit.Removal);

    public async Task<IResult> HistoryAsync(HttpContext http, RequestCaller caller, KnowledgeKey key, int? limit, string? cursor)
    {
        var page = PageParameters.Read(limit, cursor);
        var rows = await book.HistoryAsync(caller.Tenant, key, KnownMap.VersionIn(page.After), page.Limit + 1, http.RequestAborted);
        if (rows.Count == 0 && page.After is null)
        {
            return KnowledgeProblems.NothingKnown(Name(key));
        }

        var items = rows.Take(page.Limit).Select(KnownMap.Version).ToList();
        return TypedResults.Ok(new KnownPage<KnownVersion<JsonElement?>>(items, rows.Count > page.Limit ? KnownMap.CursorAfter(rows[page.Limit - 1]) : null));
    }

    private async Task<IResult> WriteAsync(HttpContext http, RequestCaller caller, KnowledgeKey key, KnowledgeEdit edit)
    {
        var write = new KnowledgeWrite(key, edit) { Condition = Conditions.Of(http.Request) };
        var outcome = (await book.WriteAsync(caller.Tenant, caller.Caller.KeyPrefix, [write], isAtomic: true, http.RequestAborted))[0];
        await acts.NoteAsync(caller.Caller, [outcome]);
        if (outcome.Row is { } row)
        {
            http.Response.Headers.ETag = KnowledgeTag.Of(row);
        }

        if (!outcome.IsTaken)
        {
            return KnowledgeProblems.Of(outcome);
        }

        if (outcome.Kind == KnowledgeOutcomeKind.Removed)
        {
            return TypedResults.NoContent();
        }

        var known = KnownMap.Of(key, (await book.StateAsync(caller.Tenant, http.RequestAborted)).Find(key).With(outcome.Row!));
        return outcome.Kind == KnowledgeOutcomeKind.Created ? TypedResults.Created(http.Request.Path, known) : TypedResults.Ok(known);
    }

    private static string Name(KnowledgeKey key) => $"the {key.Kind.ToString().ToLowerInvariant()} \"{key.Id}\"";
}
