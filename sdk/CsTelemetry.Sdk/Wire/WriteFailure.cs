namespace CsTelemetry.Wire;

/// <summary>Says why a field could not be written.</summary>
internal enum WriteFailure : byte
{
    None,

    /// <summary>The room is too small; a larger one would do.</summary>
    NoRoom,

    /// <summary>The string is over its own limit.</summary>
    TooLong,

    /// <summary>The string holds half a surrogate pair.</summary>
    NotUnicode,
}
