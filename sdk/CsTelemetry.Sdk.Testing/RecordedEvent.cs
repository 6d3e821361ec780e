namespace CsTelemetry.Testing;

/// <summary>Holds one event as it would have reached a collector. Immutable.</summary>
public sealed record RecordedEvent
{
    /// <summary>Gets what happened.</summary>
    public required RecordedEventKind Kind { get; init; }

    /// <summary>Gets the event's place among all that its client took in, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>Gets the feature's key, or the name of the page, error, counter, release or outcome; null for the other kinds.</summary>
    public string? Feature { get; init; }

    /// <summary>Gets the customer organisation; null when there was none.</summary>
    public string? AccountId { get; init; }

    /// <summary>Gets the person as reported: hashed when the client hashes; null when there was none.</summary>
    public string? UserId { get; init; }

    /// <summary>Gets the sign-in session; null when there was none.</summary>
    public string? SessionId { get; init; }

    /// <summary>Gets where the user sat.</summary>
    public Platform Platform { get; init; }

    /// <summary>Gets who acted.</summary>
    public ActorKind ActorKind { get; init; }

    /// <summary>Gets how many units the event stands for; 0 is taken as 1.</summary>
    public long Quantity { get; init; }

    /// <summary>Gets the measure; 0 when there was none.</summary>
    public double Value { get; init; }

    /// <summary>Gets how long it took, in whole milliseconds; zero when that was not said.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Gets when it happened, in whole milliseconds.</summary>
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>Gets the further facts: each value is a string, long, double or bool.</summary>
    public IReadOnlyDictionary<string, object> Properties { get; init; } = new Dictionary<string, object>();
}
