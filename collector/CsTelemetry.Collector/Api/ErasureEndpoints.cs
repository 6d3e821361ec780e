using System.Globalization;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Auditing;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Wal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CsTelemetry.Collector.Api;

/// <summary>Orders to erase and their receipts. Users can be forgotten by the method `Forget` of the gRPC service, too.</summary>
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

        erasures.MapPost("", OrderAsync).WithName("orderErasure").ProducesProblem(StatusCodes.Status429TooManyRequests);
        erasures.MapGet("", ListAsync).WithName("listErasures");
        erasures.MapGet("/{receiptId}", FindAsync).WithName("getErasure").ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>Orders that a user or a whole account be forgotten: what is stored is erased, what comes late is refused. Durable when it is answered; carried out soon after. The key needs the scope `erase`.</summary>
    /// <param name="caller">Who orders it.</param>
    /// <param name="orders">Takes orders.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="audit">Notes it.</param>
    /// <param name="http">The call.</param>
    /// <param name="request">Whom to forget.</param>
    internal static async Task<Results<Accepted<Erasure>, ProblemHttpResult>> OrderAsync(
        RequestCaller caller, ErasureOrders orders, ErasureReports reports, ApiAudit audit, HttpContext http, ErasureRequest request)
    {
        var taking = await orders.TakeAsync(caller.Tenant, request);

        // The person is not named: the audit log outlives the erasure.
        await audit.NoteAsync(caller.Caller, AuditActions.EraseOrder, taking.Receipt, taking.Status == WalAppendStatus.Durable ? AuditOutcome.Done : AuditOutcome.Failed);
        if (taking.Status == WalAppendStatus.Durable)
        {
            return TypedResults.Accepted($"/v1/erasures/{taking.Receipt}", (await reports.FindAsync(caller.Tenant, taking.Receipt, http.RequestAborted))!);
        }

        http.Response.Headers.RetryAfter = Math.Ceiling(taking.RetryAfter.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
        return taking.Status == WalAppendStatus.Full
            ? TypedResults.Problem(statusCode: StatusCodes.Status429TooManyRequests, title: "The order cannot be taken now.", detail: "The collector is behind, or has more orders to erase than it keeps. Order it again after the delay.")
            : TypedResults.Problem(statusCode: StatusCodes.Status503ServiceUnavailable, title: "The order cannot be taken now.", detail: "The collector could not write to its disk. Order it again after the delay.");
    }

    /// <summary>The orders to forget users and accounts, and their receipts, newest first. The key needs the scope `erase`.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="limit">How many items a page has: 1 to 1,000, default 200.</param>
    /// <param name="cursor">`next_cursor` of the page before.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<ErasurePage>> ListAsync(
        RequestCaller caller, ErasureReports reports, int? limit, string? cursor, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reports.ListAsync(caller.Tenant, PageParameters.Read(limit, cursor), cancellationToken));

    /// <summary>One order to forget a user or an account: whether it has been carried out, and what was erased. The key needs the scope `erase`.</summary>
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
                detail: $"No order to erase has the receipt \"{receiptId}\". List them with GET /v1/erasures.");
}
