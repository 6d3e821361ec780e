using System.Globalization;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Auditing;
using CsTelemetry.Collector.Tenancy;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CsTelemetry.Collector.Api;

/// <summary>The audit log, as far as it is about the caller's tenant.</summary>
internal static class AuditLogEndpoint
{
    public static void MapAuditLog(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/audit-log", List)
        .RequireAuthorization(Scopes.Admin)
        .WithName("listAuditLog")
        .WithTags("Audit log")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden);

    /// <summary>Who has administered what of the tenant, newest first. The key needs the scope `admin`.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="log">The audit log.</param>
    /// <param name="limit">How many items a page has: 1 to 1,000, default 200.</param>
    /// <param name="cursor">`next_cursor` of the page before.</param>
    internal static Ok<AuditLogPage> List(RequestCaller caller, AuditReader log, int? limit, string? cursor)
    {
        var page = PageParameters.Read(limit, cursor);
        var found = log.Read(caller.Tenant, Before(page), page.Limit + 1).Select(Describe).ToList();
        return TypedResults.Ok(found.Count <= page.Limit
            ? new AuditLogPage(found, null)
            : new AuditLogPage(found[..page.Limit], PageParameters.CursorAfter(found[page.Limit - 1].Number.ToString(CultureInfo.InvariantCulture))));
    }

    private static AuditLogEntry Describe(AuditEntry entry) =>
        new(entry.Number, entry.At, entry.Actor, entry.From, entry.Action, entry.Target, entry.Outcome, entry.Detail);

    private static long? Before(PageParameters page) => page.After switch
    {
        null => null,
        { } number when long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var before) => before,
        _ => throw new InvalidParameterException("cursor", "It is not a cursor of this list; pass `next_cursor` of the page before, unchanged."),
    };
}
