using System.Text.Json;
using System.Text.Json.Nodes;
using CsTelemetry.ClickHouse.Quarantine;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Api.Knowledge;
using CsTelemetry.Collector.Auditing;
using CsTelemetry.Collector.Quarantining;
using CsTelemetry.Collector.Tenancy;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CsTelemetry.Collector.Api;

/// <summary>What was rejected, or refused by the store: to be looked at, mended and sent again.</summary>
internal static class QuarantineEndpoints
{
    public static void MapQuarantine(this IEndpointRouteBuilder routes)
    {
        var quarantine = routes.MapGroup("/v1/quarantine")
            .RequireAuthorization(Scopes.Admin)
            .WithTags("Quarantine")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

        quarantine.MapGet("", ListAsync).WithName("listQuarantine");
        quarantine.MapGet("/{id}", FindAsync).WithName("getQuarantinedEvent").ProducesProblem(StatusCodes.Status404NotFound);
        quarantine.MapPost("/replay", ReplayAsync).WithName("replayQuarantine");
    }

    /// <summary>The events in quarantine, newest first, for 30 days. The key needs the scope `admin`, and `users:read` to see users.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="origin">Only `rejected` or only `poison`.</param>
    /// <param name="code">Only with this code, such as `too_late`.</param>
    /// <param name="state">Only `waiting`, `replayed` or `rejected` (again).</param>
    /// <param name="limit">How many items a page has: 1 to 1,000, default 200.</param>
    /// <param name="cursor">`next_cursor` of the page before.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<QuarantinePage>> ListAsync(
        RequestCaller caller, QuarantineReports reports, string? origin, string? code, string? state, int? limit, string? cursor, CancellationToken cancellationToken)
    {
        var filter = new QuarantineFilter(caller.Tenant, Choice<QuarantineOrigin>("origin", origin), code, Choice<ReplayState>("state", state));
        return TypedResults.Ok(await reports.ListAsync(filter, PageParameters.Read(limit, cursor), caller.Caller.May(Scopes.UsersRead), cancellationToken));
    }

    /// <summary>One event in quarantine. The key needs the scope `admin`, and `users:read` to see users.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="id">The event's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Results<Ok<QuarantineItem>, ProblemHttpResult>> FindAsync(
        RequestCaller caller, QuarantineReports reports, string id, CancellationToken cancellationToken) =>
        await reports.FindAsync(caller.Tenant, id, caller.Caller.May(Scopes.UsersRead), cancellationToken) is { } item
            ? TypedResults.Ok(item)
            : TypedResults.Problem(
                statusCode: StatusCodes.Status404NotFound,
                title: "There is no such event in quarantine.",
                detail: $"Nothing in the tenant's quarantine has the id \"{id}\"; it is kept for 30 days. List it with GET /v1/quarantine.");

    /// <summary>
    /// Sends events through the intake again, each mended by a merge patch if one is given. They are checked as if they came now; a key with
    /// the scope `backfill` lifts the limit on late ones. What was accepted once is not sent again. The key needs the scope `admin`.
    /// </summary>
    /// <param name="caller">Who orders it.</param>
    /// <param name="replayer">Sends them.</param>
    /// <param name="audit">Notes it.</param>
    /// <param name="request">Which.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<QuarantineReplayAnswer>> ReplayAsync(
        RequestCaller caller, QuarantineReplayer replayer, ApiAudit audit, QuarantineReplayRequest request, CancellationToken cancellationToken)
    {
        var items = ItemsOf(request);
        var results = await replayer.RunAsync(caller.Caller, items, cancellationToken);
        var outcomes = results.GroupBy(result => result.Outcome).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key}");
        await audit.NoteAsync(caller.Caller, AuditActions.QuarantineReplay, $"{items.Count} events", AuditOutcome.Done, string.Join(", ", outcomes));
        return TypedResults.Ok(new QuarantineReplayAnswer(
            [.. results.Select(result => new QuarantineReplayResult(result.Id.ToString(), result.Outcome, result.Message.Length == 0 ? null : result.Message))]));
    }

    private static List<ReplayItem> ItemsOf(QuarantineReplayRequest request)
    {
        if (request.Items is not { Count: >= 1 and <= QuarantineReplayer.MaxItemCount } items)
        {
            throw new InvalidParameterException("items", $"It has {request.Items?.Count ?? 0} events; it must have 1 to {QuarantineReplayer.MaxItemCount}. Send more in several calls.");
        }

        var read = items.Select(item => item ?? throw new InvalidParameterException("items", "An item is null; leave it out.")).Select(item => new ReplayItem(IdOf(item), PatchOf(item))).ToList();
        return read.GroupBy(item => item.Id).FirstOrDefault(group => group.Count() > 1) is { Key: var twice }
            ? throw new InvalidParameterException("items", $"The event {twice} is there more than once.")
            : read;
    }

    private static QuarantineId IdOf(QuarantineReplayItem item) => QuarantineId.TryParse(item.Id, out var id)
        ? id
        : throw new InvalidParameterException("items", $"\"{item.Id}\" is no id of an event in quarantine; take it from GET /v1/quarantine.");

    private static JsonObject? PatchOf(QuarantineReplayItem item) => item.Event switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Object } changes when JsonTexts.FaultIn(changes) is null => JsonObject.Create(changes),
        _ => throw new InvalidParameterException("items", $"`event` of {item.Id} is no JSON object, or holds text that is not Unicode."),
    };

    private static T? Choice<T>(string parameter, string? text)
        where T : struct, Enum =>
        string.IsNullOrEmpty(text) ? null
        : Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known ? Enum.Parse<T>(known)
        : throw new InvalidParameterException(parameter, $"\"{text}\" is none of {string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant()))}.");
}
