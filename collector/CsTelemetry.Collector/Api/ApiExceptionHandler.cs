using CsTelemetry.ClickHouse;
using CsTelemetry.Collector.Api.Knowledge;
using CsTelemetry.Collector.Querying;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace CsTelemetry.Collector.Api;

/// <summary>Turns what went wrong into problem+json: the caller's fault with a pointer, ours without a word of the inside.</summary>
internal sealed class ApiExceptionHandler(IProblemDetailsService problems, ILogger<ApiExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = Describe(exception);
        if (problem.Status >= StatusCodes.Status500InternalServerError)
        {
            Log.NotAnswered(logger, httpContext.Request.Path, exception);
        }

        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            httpContext.Response.Headers.RetryAfter = "5";
        }

        httpContext.Response.StatusCode = problem.Status!.Value;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem });
    }

    private static ProblemDetails Describe(Exception exception) => exception switch
    {
        InvalidParameterException invalid => new ProblemDetails
        {
            Status = StatusCodes.Status400BadRequest,
            Title = $"The parameter `{invalid.Parameter}` cannot be used.",
            Detail = invalid.Message,
            Extensions = { ["parameter"] = invalid.Parameter },
        },
        InvalidStatementException invalid => new ProblemDetails
        {
            Status = StatusCodes.Status400BadRequest,
            Title = "The statement cannot be run.",
            Detail = invalid.Message,
            Extensions = { ["parameter"] = "sql" },
        },
        InvalidDocumentException document => new ProblemDetails
        {
            Status = StatusCodes.Status400BadRequest,
            Title = document.Message,
            Detail = document.Faults[0].Detail,
            Extensions = { ["errors"] = KnowledgeProblems.Errors(document.Faults) },
        },
        NotKnownException unknown => new ProblemDetails { Status = StatusCodes.Status404NotFound, Title = unknown.Title, Detail = unknown.Message },
        MissingScopeException missing => new ProblemDetails { Status = StatusCodes.Status403Forbidden, Title = "The key may not do this.", Detail = missing.Message },
        MetricLimitException large => new ProblemDetails { Status = StatusCodes.Status422UnprocessableEntity, Title = "The question is too large.", Detail = large.Message },
        BadHttpRequestException bad => BadRequests.Describe(bad),
        ClickHouseException { IsTransient: true } => new ProblemDetails
        {
            Status = StatusCodes.Status503ServiceUnavailable,
            Title = "The store does not answer.",
            Detail = "Nothing is lost: events are still taken, and wait in the log. Ask again in a few seconds; /readyz tells when the store is back.",
        },
        _ => new ProblemDetails
        {
            Status = StatusCodes.Status500InternalServerError,
            Title = "The collector could not answer.",
            Detail = "The fault is logged at the collector under this trace id.",
        },
    };
}
