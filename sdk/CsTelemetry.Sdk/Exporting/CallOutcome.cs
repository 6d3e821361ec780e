namespace CsTelemetry.Exporting;

/// <summary>Holds what one call to the collector came to, whichever way it travelled.</summary>
/// <param name="Path">How far it got.</param>
/// <param name="Status">The status that was answered, or that the HTTP status stands for; null when there was no answer.</param>
/// <param name="Body">The message that was answered with OK; null when there is none.</param>
/// <param name="Error">Why there is no answer; empty when there is one.</param>
/// <param name="MayHaveArrived">False when it is certain that no collector got the request.</param>
internal sealed record CallOutcome(PathFinding Path, GrpcStatus? Status, byte[]? Body, string Error, bool MayHaveArrived)
{
    /// <summary>Gets the time by the clock of whoever answered, to the second; null when it did not say.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Gets how long whoever answered wants to be left alone, when there is no status that could say it.</summary>
    public TimeSpan RetryAfter { get; init; }

    public static CallOutcome Answered(byte[]? message) => new(PathFinding.Collector, GrpcStatus.Ok, message, "", MayHaveArrived: true);

    public static CallOutcome Told(PathFinding path, in GrpcStatus status) => new(path, status, null, "", MayHaveArrived: true);

    public static CallOutcome Failed(PathFinding path, string error, bool mayHaveArrived = true) => new(path, null, null, error, mayHaveArrived);

    /// <summary>Says in a few words what it came to.</summary>
    public string Describe() => Status is { } status ? $"{status.Code}: {status.Message}" : Error;
}
