using CsTelemetry.Adoption.Versions;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Api.Idempotency;
using CsTelemetry.Collector.Auditing;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Scoring;
using CsTelemetry.Collector.Tenancy;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CsTelemetry.Collector.Api;

/// <summary>Versions of the score model: drafts, what they would change, publishing.</summary>
internal static class ModelEndpoints
{
    private const int MaxNoteLength = 2_000;

    public static void MapScoreModels(this IEndpointRouteBuilder routes)
    {
        var read = routes.MapGroup("/v1/score-models").RequireAuthorization(Scopes.Read).AddEndpointFilter<EntityTagFilter>().Describe();
        read.MapGet("", ListAsync).WithName("listScoreModels");
        read.MapGet("/{version}", FindAsync).WithName("getScoreModel").ProducesProblem(StatusCodes.Status404NotFound);

        routes.MapGet("/v1/validation/{version}", ValidationAsync).RequireAuthorization(Scopes.Read).WithName("getValidation").WithTags("Score models")
            .Produces<object>()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

        var write = routes.MapGroup("/v1/score-models").RequireAuthorization(Scopes.ModelsWrite).Describe()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);
        write.MapPost("", DraftAsync).WithName("draftScoreModel").Accepts<object>("application/json");
        write.MapPost("/{version}/preview", PreviewAsync).WithName("previewScoreModel").WithMetadata(OnlyReads.Mark).ProducesProblem(StatusCodes.Status404NotFound);
        write.MapPost("/{version}/shadow", ShadowAsync).WithName("shadowScoreModel").ProducesProblem(StatusCodes.Status404NotFound);
        write.MapPost("/{version}/publish", PublishAsync).WithName("publishScoreModel").ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>The versions of the score model, and which one is in force.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<ScoreModelList>> ListAsync(RequestCaller caller, ModelReports reports, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reports.ListAsync(caller.Tenant, cancellationToken));

    /// <summary>One version of the score model, whole.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="version">Its semantic version.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Results<Ok<ScoreModelDetail>, ProblemHttpResult>> FindAsync(
        RequestCaller caller, ModelReports reports, string version, CancellationToken cancellationToken) =>
        await reports.FindAsync(caller.Tenant, version, cancellationToken) is { } model ? TypedResults.Ok(model) : NoSuchVersion(version);

    /// <summary>The newest evidence card of a version of the score model: whether it predicted, on the tenant's own history.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="store">The stored evidence cards.</param>
    /// <param name="version">A version of the score model, or `auto`.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Results<ContentHttpResult, ProblemHttpResult>> ValidationAsync(
        RequestCaller caller, ScoreModelStore store, string version, CancellationToken cancellationToken) =>
        await store.ValidationAsync(caller.Tenant, version, cancellationToken) is { } card
            ? TypedResults.Content(card, "application/json")
            : TypedResults.Problem(
                statusCode: StatusCodes.Status404NotFound,
                title: "There is no such evidence card.",
                detail: $"The version \"{version}\" of the score model has not been validated.");

    /// <summary>Writes a draft, or another revision of one. Core features and targets that it leaves out are taken from the portfolio of a day and frozen. The key needs the scope `models:write`; `If-Match` holds the tag of the revision that is to be replaced; of several who replace it at once, through whichever collectors, one does.</summary>
    /// <param name="caller">Who writes.</param>
    /// <param name="desk">Keeps the versions.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="log">The audit log.</param>
    /// <param name="http">The call; its body is the model as JSON, at most 1 MiB.</param>
    /// <param name="asOf">The day that core features and targets are taken from; by default the newest complete one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Results<Ok<ScoreModelSummary>, ProblemHttpResult>> DraftAsync(
        RequestCaller caller, ModelDesk desk, ModelReports reports, ApiAudit log, HttpContext http, [FromQuery(Name = AsOfParameter.Name)] string? asOf, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(http.Request, cancellationToken);
        var scope = new QueryScope(caller.Tenant, await reports.DayAsync(caller.Tenant, asOf, cancellationToken));
        var write = await desk.DraftAsync(scope, body, caller.Caller.KeyPrefix, IfMatch(http), cancellationToken);
        return await AnswerAsync(write, AuditActions.ModelDraft, write.Entry?.Version ?? "", caller, log, http);
    }

    /// <summary>Tells what a version would change, over the whole portfolio: who moves, between which bands, and how well it would have foretold who is lost. The key needs the scope `models:write`.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="version">Its semantic version.</param>
    /// <param name="asOf">A complete day, YYYY-MM-DD; by default the newest one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Results<Ok<Contracts.ScoreModelPreview>, ProblemHttpResult>> PreviewAsync(
        RequestCaller caller, ModelReports reports, string version, [FromQuery(Name = AsOfParameter.Name)] string? asOf, CancellationToken cancellationToken) =>
        await reports.PreviewAsync(caller.Tenant, version, asOf, cancellationToken) is { } preview ? TypedResults.Ok(preview) : NoSuchVersion(version);

    /// <summary>Lets a draft be computed and stored beside the version in force; it is no longer changed. Ask for its scores with `model_version`. The key needs the scope `models:write`.</summary>
    /// <param name="caller">Who says so.</param>
    /// <param name="desk">Keeps the versions.</param>
    /// <param name="log">The audit log.</param>
    /// <param name="http">The call.</param>
    /// <param name="version">Its semantic version.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Results<Ok<ScoreModelSummary>, ProblemHttpResult>> ShadowAsync(
        RequestCaller caller, ModelDesk desk, ApiAudit log, HttpContext http, string version, CancellationToken cancellationToken)
    {
        var write = await desk.ShadowAsync(caller.Tenant, version, caller.Caller.KeyPrefix, IfMatch(http), cancellationToken);
        return await AnswerAsync(write, AuditActions.ModelShadow, version, caller, log, http);
    }

    /// <summary>Puts a version in force, for good: it is never changed again, and the one before is retired. Its scores of the past are filled in behind the scenes. The key needs the scope `models:write`.</summary>
    /// <param name="caller">Who publishes.</param>
    /// <param name="desk">Keeps the versions.</param>
    /// <param name="log">The audit log.</param>
    /// <param name="http">The call.</param>
    /// <param name="version">Its semantic version.</param>
    /// <param name="request">The note.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Results<Ok<ScoreModelSummary>, ProblemHttpResult>> PublishAsync(
        RequestCaller caller, ModelDesk desk, ApiAudit log, HttpContext http, string version, PublishScoreModelRequest request, CancellationToken cancellationToken)
    {
        if (request.Note is not { Length: > 0 and <= MaxNoteLength } note)
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status400BadRequest,
                title: "A note is needed.",
                detail: $"Say in `note`, in 1 to {MaxNoteLength} characters, why scores change: whoever sees a chart move asks.",
                extensions: new Dictionary<string, object?> { ["errors"] = new[] { new { pointer = "/note", detail = "It is missing, empty or too long." } } });
        }

        var write = await desk.PublishAsync(caller.Tenant, version, note, caller.Caller.KeyPrefix, IfMatch(http), cancellationToken);
        return await AnswerAsync(write, AuditActions.ModelPublish, version, caller, log, http);
    }

    private static async Task<Results<Ok<ScoreModelSummary>, ProblemHttpResult>> AnswerAsync(
        ModelWrite write, string action, string version, RequestCaller caller, ApiAudit log, HttpContext http)
    {
        if (write.Status != ModelWriteStatus.Done)
        {
            return Refused(write, version);
        }

        await log.NoteAsync(caller.Caller, action, write.Entry!.Version, AuditOutcome.Done, write.Entry.Hash);
        http.Response.Headers.ETag = ModelDesk.TagOf(write.Entry);
        return TypedResults.Ok(ModelReports.Summary(write.Entry));
    }

    private static ProblemHttpResult Refused(ModelWrite write, string version) => write.Status switch
    {
        ModelWriteStatus.NotFound => NoSuchVersion(version),
        ModelWriteStatus.Immutable => TypedResults.Problem(
            statusCode: StatusCodes.Status409Conflict,
            title: "The version is not changed any more.",
            detail: $"Version {version} is {write.Entry!.State.ToString().ToLowerInvariant()}; what has made scores stays as it is. Write another version."),
        ModelWriteStatus.Changed => TypedResults.Problem(
            statusCode: StatusCodes.Status412PreconditionFailed,
            title: "Somebody else has changed the version.",
            detail: write.Entry is { } now ? $"Its tag is {ModelDesk.TagOf(now)} now. Read it, and decide again." : "Others are writing it through another collector just now. Read it, and decide again."),
        _ => TypedResults.Problem(
            statusCode: StatusCodes.Status400BadRequest,
            title: "The model cannot be.",
            detail: $"There are {write.Faults!.Count} faults; `errors` points to each.",
            extensions: new Dictionary<string, object?> { ["errors"] = write.Faults.Select(fault => new { pointer = fault.Path, detail = fault.Detail }).ToList() }),
    };

    private static ProblemHttpResult NoSuchVersion(string version) => TypedResults.Problem(
        statusCode: StatusCodes.Status404NotFound,
        title: "There is no such version.",
        detail: $"The score model has no version \"{version}\"; list them with GET /v1/score-models.");

    private static string? IfMatch(HttpContext http) => http.Request.Headers.IfMatch.ToString() is { Length: > 0 } tag and not "*" ? tag : null;

    // One byte more than may be: what is longer is told so with its length.
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var buffer = new byte[ScoreModelJson.MaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return buffer.AsMemory(0, length);
    }

    private static RouteGroupBuilder Describe(this RouteGroupBuilder group) => group
        .WithTags("Score models")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
}
