using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Tenancy;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CsTelemetry.Collector.Api;

/// <summary>The receipts of erasures. Orders are given by the method `Forget` of the gRPC service.</summary>
internal static class ErasureEndpoints
{
    public static void MapErasures(this IEndpointRouteBuilder routes)
    {
        var erasures = routes.MapGroup("/v1/erasures")
            .RequireAuthorization(Scopes.Erase)
            .WithTags("Erasures")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

        erasures.MapGet("", ListAsync).WithName("listErasures");
        erasures.MapGet("/{receiptId}", FindAsync).WithName("getErasure").ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>The orders to forget users and their receipts, newest first. The key needs the scope `erase`.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="limit">How many items a page has: 1 to 1,000, default 200.</param>
    /// <param name="cursor">`next_cursor` of the page before.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<ErasurePage>> ListAsync(
        RequestCaller caller, ErasureReports reports, int? limit, string? cursor, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reports.ListAsync(caller.Tenant, PageParameters.Read(limit, cursor), cancellationToken));

    /// <summary>One order to forget a user: whether it has been carried out, and what was erased. The key needs the scope `erase`.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="receiptId">The receipt id that the order was answered with.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Results<Ok<Erasure>, ProblemHttpResult>> FindAsync(
        RequestCaller caller, ErasureReports reports, string receiptId, CancellationToken cancellationToken) =>
        await reports.FindAsync(caller.Tenant, receiptId, cancellationToken) is { } erasure
            ? TypedResults.Ok(erasure)
            : TypedResults.Problem(
                statusCode: StatusCodes.Status404NotFound,
                title: "There is no such receipt.",
                detail: $"No order to forget a user has the receipt \"{receiptId}\". List them with GET /v1/erasures.");
}
