namespace CsTelemetry.Testing;

/// <summary>Holds what one call brought to a fake collector. Immutable.</summary>
public sealed record RecordedBatch
{
    /// <summary>Gets the random number of the client that sent it.</summary>
    public required ulong ClientInstanceId { get; init; }

    /// <summary>Gets the batch's number within its client, from 1. With <see cref="ClientInstanceId"/> it names the batch.</summary>
    public required ulong BatchSequence { get; init; }

    /// <summary>Gets when the attempt left, by the client's clock.</summary>
    public DateTimeOffset SentAt { get; init; }

    /// <summary>Gets the reporting application; null when it was not said.</summary>
    public string? Application { get; init; }

    /// <summary>Gets the application's version; null when it was not said.</summary>
    public string? ApplicationVersion { get; init; }

    /// <summary>Gets where the application runs; null when it was not said.</summary>
    public string? Environment { get; init; }

    /// <summary>Gets the events, in their order.</summary>
    public IReadOnlyList<RecordedEvent> Events { get; init; } = [];

    /// <summary>Gets whether the collector already had the batch and took nothing in again.</summary>
    public bool IsRepeat { get; init; }
}
