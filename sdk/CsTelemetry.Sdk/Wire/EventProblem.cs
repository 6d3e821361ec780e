namespace CsTelemetry.Wire;

/// <summary>Says what is wrong with a part of an event.</summary>
internal enum EventProblem : byte
{
    None,
    NoRoom,
    Empty,
    TooLong,
    TooMany,
    TooLarge,
    NotUnicode,
    NotFinite,
    Negative,
    Unknown,
    Repeated,
    Full,
    AfterDisposal,
    NoConsent,
    Bug,
}
