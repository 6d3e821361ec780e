namespace CsTelemetry.Collector.Events;

/// <summary>Why an event is not accepted. The numbers are those of the contract.</summary>
internal enum RejectionCode : byte
{
    UnknownKind = 1,
    MissingField = 2,
    TooLarge = 3,
    InvalidValue = 4,
    TooLate = 5,
    TooEarly = 6,
    Erased = 7,
    NotUtf8 = 8,
    ClockSkewed = 9,
    CardinalityExceeded = 10,
}
