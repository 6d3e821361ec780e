namespace CsTelemetry.Testing;

/// <summary>Says why a collector rejects an event. The numbers are those of the contract.</summary>
public enum RejectionCode
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>The kind is missing or unknown.</summary>
    UnknownKind = 1,

    /// <summary>A field that the kind needs is empty.</summary>
    MissingField = 2,

    /// <summary>Something is over its limit.</summary>
    TooLarge = 3,

    /// <summary>A value cannot be taken as it is.</summary>
    InvalidValue = 4,

    /// <summary>It happened longer ago than the collector accepts.</summary>
    TooLate = 5,

    /// <summary>It happened further ahead than the collector accepts.</summary>
    TooEarly = 6,

    /// <summary>The user is to be forgotten.</summary>
    Erased = 7,

    /// <summary>A string is not UTF-8.</summary>
    NotUtf8 = 8,

    /// <summary>It happened after it was sent, by a client's clock that is off.</summary>
    ClockSkewed = 9,

    /// <summary>It has a name that is new, and the tenant has used too many different ones.</summary>
    CardinalityExceeded = 10,
}
