using System.Net;
using CsTelemetry.Client.Sending;

namespace CsTelemetry.Client;

/// <summary>The collector answered, and not with what was asked for. That no answer came is an <see cref="HttpRequestException"/>.</summary>
public class CsTelemetryApiException : Exception
{
    internal CsTelemetryApiException(string call, ApiProblem problem, Exception? inner = null)
        : base($"{call} was answered with {(int)problem.Status}: {problem.Title}{(problem.Detail is null ? "" : " " + problem.Detail)}", inner)
    {
        Status = problem.Status;
        Title = problem.Title;
        Detail = problem.Detail;
        Parameter = problem.Parameter;
        Errors = problem.Errors;
        TraceId = problem.TraceId;
        RetryAfter = problem.RetryAfter;
    }

    /// <summary>Gets the HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>Gets what happened, in one sentence.</summary>
    public string Title { get; }

    /// <summary>Gets the value, the limit and the way out; null when the collector did not say.</summary>
    public string? Detail { get; }

    /// <summary>Gets the parameter that cannot be used; null when it is not about one.</summary>
    public string? Parameter { get; }

    /// <summary>Gets what is wrong with the document that was sent; empty when it is not about one.</summary>
    public IReadOnlyList<DocumentFault> Errors { get; }

    /// <summary>Gets under which id the operator finds it in the collector's log; null when not told.</summary>
    public string? TraceId { get; }

    /// <summary>Gets how long to wait before asking again; null when that was not told.</summary>
    public TimeSpan? RetryAfter { get; }
}
