namespace CsTelemetry.Wire;

/// <summary>Says why the collector refused an event or its whole batch. The first eight numbers are those of the contract.</summary>
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
    Unauthenticated = 8,
    PermissionDenied = 9,
    InvalidBatch = 10,
}
