using System.Net;

namespace CsTelemetry.Client.Sending;

/// <summary>Why a call was not answered with what it asked for.</summary>
internal sealed record ApiProblem(HttpStatusCode Status, string Title)
{
    public string? Detail { get; init; }

    public string? Parameter { get; init; }

    public IReadOnlyList<DocumentFault> Errors { get; init; } = [];

    public string? TraceId { get; init; }

    public TimeSpan? RetryAfter { get; init; }
}
