using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Tenancy;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CsTelemetry.Collector.Api;

/// <summary>The REST API's table of contents.</summary>
internal static class V1Endpoints
{
    public static void MapV1(this IEndpointRouteBuilder routes)
    {
        var v1 = routes.MapGroup("/v1")
            .RequireAuthorization(Scopes.Read)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

        v1.MapGet("/overview", OverviewAsync).WithName("getOverview").WithTags("Overview");
        v1.MapGet("/ingestion", IngestionAsync).WithName("getIngestion").WithTags("Ingestion");
        v1.MapGet("/features", FeaturesAsync).WithName("listFeatures").WithTags("Features");
        v1.MapGet("/accounts", AccountsAsync).WithName("listAccounts").WithTags("Accounts");
    }

    /// <summary>The portfolio at a glance: active users, states and bands of the accounts, 26 weeks of trend.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="asOf">A complete day, YYYY-MM-DD; by default the newest one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<Overview>> OverviewAsync(
        RequestCaller caller, AdoptionReports reports, [FromQuery(Name = AsOfParameter.Name)] string? asOf, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reports.OverviewAsync(caller.Tenant, asOf, cancellationToken));

    /// <summary>What the store holds of the tenant's events, raw and rolled up: whether everything is there, and once. Reads all of them: not for a dashboard.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<Ingestion>> IngestionAsync(RequestCaller caller, AdoptionReports reports, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reports.IngestionAsync(caller.Tenant, cancellationToken));

    /// <summary>The features in use or in the catalog, by key: what the catalog says, active users, adopters, first and last use, twelve weeks of trend.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="asOf">A complete day, YYYY-MM-DD; by default the newest one.</param>
    /// <param name="catalogued">`false` lists only those in use that the catalog does not know, `true` only those that it knows.</param>
    /// <param name="limit">How many items a page has: 1 to 1,000, default 200.</param>
    /// <param name="cursor">`next_cursor` of the page before.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<Page<FeatureSummary>>> FeaturesAsync(
        RequestCaller caller, FeatureReports reports, [FromQuery(Name = AsOfParameter.Name)] string? asOf, bool? catalogued, int? limit, string? cursor, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reports.ListAsync(caller.Tenant, asOf, catalogued, PageParameters.Read(limit, cursor), cancellationToken));

    /// <summary>The accounts, by id: active users, adopters, first and last use, score and band, twelve weeks of trend.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="asOf">A complete day, YYYY-MM-DD; by default the newest one.</param>
    /// <param name="limit">How many items a page has: 1 to 1,000, default 200.</param>
    /// <param name="cursor">`next_cursor` of the page before.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<Page<AccountSummary>>> AccountsAsync(
        RequestCaller caller, AdoptionReports reports, [FromQuery(Name = AsOfParameter.Name)] string? asOf, int? limit, string? cursor, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reports.AccountsAsync(caller.Tenant, asOf, PageParameters.Read(limit, cursor), cancellationToken));
}
