namespace CsTelemetry;

/// <summary>Counts the events that the collector refused for good, by reason.</summary>
public readonly record struct RejectionCounts
{
    /// <summary>Gets the events of a kind that the collector does not know.</summary>
    public long UnknownKind { get; init; }

    /// <summary>Gets the events that lacked a field.</summary>
    public long MissingField { get; init; }

    /// <summary>Gets the events over one of the collector's limits.</summary>
    public long TooLarge { get; init; }

    /// <summary>Gets the events that held an impossible value.</summary>
    public long InvalidValue { get; init; }

    /// <summary>Gets the events that were older than the collector takes.</summary>
    public long TooLate { get; init; }

    /// <summary>Gets the events that were further ahead than the collector takes.</summary>
    public long TooEarly { get; init; }

    /// <summary>Gets the events of users who are to be forgotten, from before that was ordered.</summary>
    public long Erased { get; init; }

    /// <summary>Gets the events with a string that is not UTF-8.</summary>
    public long NotUtf8 { get; init; }

    /// <summary>Gets the events that happened after they were sent, by a client's clock that is off.</summary>
    public long ClockSkewed { get; init; }

    /// <summary>Gets the events with a name that is new where the tenant has used too many different ones.</summary>
    public long CardinalityExceeded { get; init; }

    /// <summary>Gets the events of batches refused because the key is missing, unknown, expired or revoked.</summary>
    public long Unauthenticated { get; init; }

    /// <summary>Gets the events of batches refused because the key may not ingest.</summary>
    public long PermissionDenied { get; init; }

    /// <summary>Gets the events of batches that were unusable or too large as a whole.</summary>
    public long InvalidBatch { get; init; }

    /// <summary>Gets the events refused for any other reason; the log has it.</summary>
    public long Other { get; init; }

    /// <summary>Gets the sum of all reasons.</summary>
    public long Total =>
        UnknownKind + MissingField + TooLarge + InvalidValue + TooLate + TooEarly + Erased +
        NotUtf8 + ClockSkewed + CardinalityExceeded +
        Unauthenticated + PermissionDenied + InvalidBatch + Other;
}
