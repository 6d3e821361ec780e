using CsTelemetry.Collector.Knowing.Importing;
using CsTelemetry.Collector.Tenancy;
using Microsoft.AspNetCore.Mvc;

namespace CsTelemetry.Collector.Api.Knowledge;

/// <summary>Files of what is known.</summary>
internal static class ImportEndpoint
{
    // So that the one that is too large by a little is refused by the one who can say why.
    private const int Slack = 1024 * 1024;

    public static void MapImports(this IEndpointRouteBuilder routes) => routes
        .MapPost(
            "/v1/imports/{kind}",
            (HttpContext http, RequestCaller caller, ImportCall call, string kind, [FromQuery(Name = "dry_run")] bool? dryRun) => call.RunAsync(http, caller, kind, dryRun == true))
        .RequireAuthorization(Scopes.CatalogWrite)
        .WithName("importKnowledge")
        .WithTags("Imports")
        .WithSummary(
            "Imports a file of at most 64 MiB, CSV with a line of names or NDJSON: `features`, `releases`, `accounts`, `users`, `seats`, `account-plans`, `entitlements`, `plans` or `roles`. "
            + "Rows change documents: a column that is there replaces the field, an empty cell takes it away, other fields stay; of timelines (the last five), all rows of one thing replace its timeline. "
            + "Rows that cannot be are reported, the others are taken. With `dry_run=true` nothing is written.")
        .WithMetadata(new RequestSizeLimitAttribute(ImportCall.MaxFileBytes + Slack))
        .Accepts<string>("text/csv", "application/x-ndjson")
        .Produces<ImportReport>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
}
