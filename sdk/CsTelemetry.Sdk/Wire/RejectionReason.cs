namespace CsTelemetry.Wire;

/// <summary>Says why the collector refused an event or its whole batch. The first eleven numbers are those of the contract.</summary>
internal enum RejectionReason : byte
{
    Other = 0,
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
    Unauthenticated = 11,
    PermissionDenied = 12,
    InvalidBatch = 13,
}
