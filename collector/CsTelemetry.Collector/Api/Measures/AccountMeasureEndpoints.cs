using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Collector.Api.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>What one account does.</summary>
internal static class AccountMeasureEndpoints
{
    public static void MapAccountMeasures(this IEndpointRouteBuilder routes)
    {
        var account = routes.MapGroup("/v1/accounts/{accountId}").AsMetrics().ProducesProblem(StatusCodes.Status404NotFound).WithTags("Accounts");
        account.MapGet("/features", FeaturesAsync).WithName("listAccountFeatures");
        account.MapGet("/users", UsersAsync).WithName("listAccountUsers");
        account.MapGet("/timeline", TimelineAsync).WithName("listAccountTimeline");
    }

    /// <summary>How an account stands to every feature, by key: adopted, tried, cliff, never, not entitled, not instrumented.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="metrics">The metrics.</param>
    /// <param name="accountId">The account, in the tenant's own naming.</param>
    /// <param name="asOf">A complete day, YYYY-MM-DD; by default the newest one.</param>
    /// <param name="area">Only features of this area.</param>
    /// <param name="status">Only those with this status.</param>
    /// <param name="limit">How many items a page has: 1 to 1,000, default 200.</param>
    /// <param name="cursor">`next_cursor` of the page before.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<AccountFeaturePage>> FeaturesAsync(
        RequestCaller caller, AccountMetrics metrics, string accountId, [FromQuery(Name = AsOfParameter.Name)] string? asOf,
        [FromQuery(Name = "area")] string? area, [FromQuery(Name = "status")] string? status,
        [FromQuery(Name = "limit")] int? limit, [FromQuery(Name = "cursor")] string? cursor, CancellationToken cancellationToken) =>
        TypedResults.Ok(await metrics.FeaturesAsync(caller, PathKey.Read(accountId), asOf, area, status, PageParameters.Read(limit, cursor), cancellationToken));

    /// <summary>What each person of an account did, by id. The key needs the scope `users:read`.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="metrics">The metrics.</param>
    /// <param name="accountId">The account, in the tenant's own naming.</param>
    /// <param name="asOf">A complete day, YYYY-MM-DD; by default the newest one.</param>
    /// <param name="role">Only people with this role.</param>
    /// <param name="limit">How many items a page has: 1 to 1,000, default 200.</param>
    /// <param name="cursor">`next_cursor` of the page before.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<Page<AccountUserRow>>> UsersAsync(
        RequestCaller caller, AccountMetrics metrics, string accountId, [FromQuery(Name = AsOfParameter.Name)] string? asOf, [FromQuery(Name = "role")] string? role,
        [FromQuery(Name = "limit")] int? limit, [FromQuery(Name = "cursor")] string? cursor, CancellationToken cancellationToken) =>
        TypedResults.Ok(await metrics.UsersAsync(caller, PathKey.Read(accountId), asOf, role, PageParameters.Read(limit, cursor), cancellationToken));

    /// <summary>What happened to an account, the newest first: first uses, adoptions, cliffs, releases, changes of plan, seats and entitlements; of roles only with the scope `users:read`.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="metrics">The metrics.</param>
    /// <param name="accountId">The account, in the tenant's own naming.</param>
    /// <param name="asOf">A complete day, YYYY-MM-DD; by default the newest one.</param>
    /// <param name="limit">How many items a page has: 1 to 1,000, default 200.</param>
    /// <param name="cursor">`next_cursor` of the page before.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<Page<TimelineEntry>>> TimelineAsync(
        RequestCaller caller, AccountMetrics metrics, string accountId, [FromQuery(Name = AsOfParameter.Name)] string? asOf,
        [FromQuery(Name = "limit")] int? limit, [FromQuery(Name = "cursor")] string? cursor, CancellationToken cancellationToken) =>
        TypedResults.Ok(await metrics.TimelineAsync(caller, PathKey.Read(accountId), asOf, PageParameters.Read(limit, cursor), cancellationToken));
}
