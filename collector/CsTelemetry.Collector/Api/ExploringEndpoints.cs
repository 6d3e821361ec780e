using CsTelemetry.ClickHouse.Analysis;
using CsTelemetry.ClickHouse.Exporting;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Api.Idempotency;
using CsTelemetry.Collector.Auditing;
using CsTelemetry.Collector.Querying;
using CsTelemetry.Collector.Tenancy;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace CsTelemetry.Collector.Api;

/// <summary>Questions that nobody thought of before: SQL over documented views, and the views as files.</summary>
internal static class ExploringEndpoints
{
    private const long MaxRequestBytes = 256 * 1024;

    public static void MapExploring(this IEndpointRouteBuilder routes)
    {
        var v1 = routes.MapGroup("/v1")
            .WithMetadata(new RequestSizeLimitAttribute(MaxRequestBytes))
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

        v1.MapGet("/query/views", ViewsAsync).RequireAuthorization(Scopes.Read).WithName("listQueryViews").WithTags("Query");
        v1.MapPost("/query", QueryAsync).RequireAuthorization(Scopes.Read).RequireAuthorization(Scopes.UsersRead).WithName("query").WithTags("Query").WithMetadata(OnlyReads.Mark)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status501NotImplemented);
        v1.MapPost("/exports", ExportAsync).RequireAuthorization(Scopes.Read).WithName("export").WithTags("Exports").WithMetadata(OnlyReads.Mark)
            .Produces(StatusCodes.Status200OK, contentType: "application/x-ndjson", additionalContentTypes: ["text/csv", "application/vnd.apache.parquet"])
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    /// <summary>The views that can be queried and exported, with their columns.</summary>
    /// <param name="runner">Runs statements.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<QueryViews>> ViewsAsync(QueryRunner runner, CancellationToken cancellationToken) =>
        TypedResults.Ok(await runner.ViewsAsync(cancellationToken));

    /// <summary>
    /// Runs one SELECT over the documented views. It sees the key's tenant and nothing else; at most 30 seconds, 300 MB of memory, 100,000 rows,
    /// 16 MiB of answer; at most 2 at a time. The key needs the scopes `read` and `users:read`.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="runner">Runs statements.</param>
    /// <param name="http">The call.</param>
    /// <param name="request">The statement.</param>
    internal static async Task<Results<Ok<QueryAnswer>, ProblemHttpResult>> QueryAsync(RequestCaller caller, QueryRunner runner, HttpContext http, QueryRequest request)
    {
        if (!runner.CanQuery)
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status501NotImplemented,
                title: "SQL is not switched on.",
                detail: "The operator has set no ClickHouse:ReaderUser, a user of the store that may see the views and nothing else.");
        }

        return await runner.RunAsync(caller.Tenant, request, http.RequestAborted) is { } answer ? TypedResults.Ok(answer) : Busy(http);
    }

    /// <summary>
    /// Exports a view, or some days of it, as NDJSON, CSV or Parquet: the answer is the file, in a fixed order. An answer that is cut off is not whole; ask again.
    /// The key needs the scope `read`, and `users:read` for views with people.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="store">Reads views.</param>
    /// <param name="gate">Lets few in at a time.</param>
    /// <param name="audit">The audit log.</param>
    /// <param name="http">The call.</param>
    /// <param name="request">What to export.</param>
    internal static async Task<IResult> ExportAsync(
        RequestCaller caller, AnalysisStore store, QueryGate gate, ApiAudit audit, HttpContext http, ExportRequest request)
    {
        var (view, first, last) = Check(request);
        if (view.HasPeople && !caller.Caller.May(Scopes.UsersRead))
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status403Forbidden,
                title: "The key may not do this.",
                detail: $"The rows of `{view.Name}` are about single people; it needs the scope `{Scopes.UsersRead}`.");
        }

        using var pass = gate.TryEnter(caller.Tenant);
        if (pass is null)
        {
            return Busy(http);
        }

        if (view.HasPeople)
        {
            await audit.NoteAsync(caller.Caller, AuditActions.ExportPeople, view.Name, AuditOutcome.Done, $"{first:O} to {last:O}");
        }

        await WriteAsync(store, caller.Tenant, view, first, last, request.Format, http);
        return TypedResults.Empty;
    }

    private static (AnalysisView View, DateOnly First, DateOnly Last) Check(ExportRequest request)
    {
        var view = AnalysisViews.Find(request.Dataset ?? "")
            ?? throw new InvalidParameterException("dataset", $"\"{request.Dataset}\" is none of {string.Join(", ", AnalysisViews.All.Select(known => known.Name))}.");
        if (view.Day is null && (request.From ?? request.To) is not null)
        {
            throw new InvalidParameterException(request.From is null ? "to" : "from", $"The view `{view.Name}` has no days; leave it out.");
        }

        var (first, last) = (request.From ?? DateOnly.MinValue.AddYears(1969), request.To ?? new DateOnly(2149, 6, 6));
        return first > last
            ? throw new InvalidParameterException("to", $"{last:O} is before `from`, {first:O}.")
            : (view, first, last);
    }

    private static async Task WriteAsync(
        AnalysisStore store, string tenant, AnalysisView view, DateOnly first, DateOnly last, ExportFormat format, HttpContext http)
    {
        var (type, extension) = format switch
        {
            ExportFormat.Ndjson => ("application/x-ndjson", "ndjson"),
            ExportFormat.Csv => ("text/csv; charset=utf-8; header=present", "csv"),
            _ => ("application/vnd.apache.parquet", "parquet"),
        };
        // A reader that pauses is not cut off as long as the store waits for it.
        _ = http.Features.Get<IHttpMinResponseDataRateFeature>()?.MinDataRate = null;
        http.Response.OnStarting(() =>
        {
            if (http.Response.StatusCode == StatusCodes.Status200OK)
            {
                http.Response.ContentType = type;
                http.Response.Headers.ContentDisposition = $"attachment; filename=\"{view.Name}.{extension}\"";
            }

            return Task.CompletedTask;
        });
        try
        {
            await store.ExportAsync(tenant, view, first, last, format, http.Response.Body, http.RequestAborted);
        }
        catch when (http.Response.HasStarted)
        {
            // The caller must see that the file is not whole.
            http.Abort();
            throw;
        }
    }

    private static ProblemHttpResult Busy(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "1";
        return TypedResults.Problem(
            statusCode: StatusCodes.Status429TooManyRequests,
            title: "Too much is asked at a time.",
            detail: $"At most {QueryGate.MaxRunningOfTenant} statements and exports of a tenant run at a time, {QueryGate.MaxRunning} of all. Ask again when one has ended.");
    }
}
