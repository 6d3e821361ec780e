using CsTelemetry.Client.Sending;

namespace CsTelemetry.Client;

/// <summary>Somebody else changed a document since it was read, or made it. Nothing was written: read it, decide again, write again.</summary>
public sealed class CsTelemetryConflictException : CsTelemetryApiException
{
    internal CsTelemetryConflictException(ApiCall call, ApiProblem problem, string? currentTag)
        : base(call.Name, problem)
    {
        Document = call.Path.Path;
        ExpectedTag = call.Condition?.Tag?.ToString();
        CurrentTag = currentTag;
    }

    /// <summary>Gets the path of the document, such as `v1/accounts/acme`.</summary>
    public string Document { get; }

    /// <summary>Gets the tag that it should have had; null when there should have been nothing.</summary>
    public string? ExpectedTag { get; }

    /// <summary>Gets the tag that it has; null when there is nothing.</summary>
    public string? CurrentTag { get; }
}
