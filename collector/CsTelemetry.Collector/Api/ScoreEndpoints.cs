using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Tenancy;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CsTelemetry.Collector.Api;

/// <summary>Scores: the list, one with its explanation, its history.</summary>
internal static class ScoreEndpoints
{
    public static void MapScores(this IEndpointRouteBuilder routes)
    {
        var scores = routes.MapGroup("/v1")
            .RequireAuthorization(Scopes.Read)
            .WithTags("Adoption scores")
            .AddEndpointFilter<EntityTagFilter>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

        scores.MapGet("/adoption-scores", ListAsync).WithName("listAdoptionScores");
        scores.MapGet("/adoption-scores/restatements", RestatementsAsync).WithName("listScoreRestatements");
        scores.MapGet("/accounts/{accountId}/adoption-score", FindAsync).WithName("getAdoptionScore").ProducesProblem(StatusCodes.Status404NotFound);
        scores.MapGet("/accounts/{accountId}/adoption-score/history", HistoryAsync).WithName("getAdoptionScoreHistory").ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>The adoption scores of accounts as flat rows, filtered and in any order.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="query">Which, in which order.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<Page<AdoptionScoreRow>>> ListAsync(
        RequestCaller caller, ScoreReports reports, [AsParameters] ScoreQuery query, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reports.ListAsync(caller.Tenant, query, cancellationToken));

    /// <summary>The scores that were stated for good and are others now, by day and account: what was stated, what is said now, and why.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<Page<ScoreRestatement>>> RestatementsAsync(
        RequestCaller caller, RestatementReports reports, [AsParameters] RestatementQuery query, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reports.ListAsync(caller.Tenant, query, cancellationToken));

    /// <summary>One account's adoption score with its whole explanation.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="accountId">The account, in the tenant's own naming.</param>
    /// <param name="asOf">A complete day, YYYY-MM-DD; by default the newest one.</param>
    /// <param name="modelVersion">A version of the score model; by default the one in force. `auto` takes targets from each day.</param>
    /// <param name="expand">What to add, separated by commas: `features`, `peers`, `next_actions`, `delta:28d` (1 to 730 days).</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Results<Ok<AdoptionScore>, ProblemHttpResult>> FindAsync(
        RequestCaller caller,
        ScoreReports reports,
        string accountId,
        [FromQuery(Name = AsOfParameter.Name)] string? asOf,
        [FromQuery(Name = ModelParameter.Name)] string? modelVersion,
        string? expand,
        CancellationToken cancellationToken) =>
        await reports.FindAsync(caller.Tenant, PathKey.Read(accountId), asOf, modelVersion, ScoreExpansion.Read(expand), caller.Caller.May(Scopes.UsersRead), cancellationToken) is { } score
            ? TypedResults.Ok(score)
            : NoSuchAccount(PathKey.Read(accountId));

    /// <summary>The stored scores of an account: of each of the last days, and of Sundays before.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="accountId">The account, in the tenant's own naming.</param>
    /// <param name="from">The first day, YYYY-MM-DD; by default a year before `to`.</param>
    /// <param name="to">The last day; by default the newest complete one.</param>
    /// <param name="modelVersion">A version of the score model; by default the one in force.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Results<Ok<ScoreHistory>, ProblemHttpResult>> HistoryAsync(
        RequestCaller caller,
        ScoreReports reports,
        string accountId,
        string? from,
        string? to,
        [FromQuery(Name = ModelParameter.Name)] string? modelVersion,
        CancellationToken cancellationToken) =>
        await reports.HistoryAsync(caller.Tenant, PathKey.Read(accountId), from, to, modelVersion, cancellationToken) is { } history
            ? TypedResults.Ok(history)
            : NoSuchAccount(PathKey.Read(accountId));

    private static ProblemHttpResult NoSuchAccount(string accountId) => TypedResults.Problem(
        statusCode: StatusCodes.Status404NotFound,
        title: "There is no such account.",
        detail: $"No event of the account \"{accountId}\" has been seen up to that day. Account ids are case-sensitive; list them with GET /v1/accounts.");
}
