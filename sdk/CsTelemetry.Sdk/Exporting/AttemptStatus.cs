namespace CsTelemetry.Exporting;

/// <summary>Says what an attempt to send a batch came to.</summary>
internal enum AttemptStatus : byte
{
    /// <summary>The collector answered OK; the reply has the rest.</summary>
    Answered,

    /// <summary>The same batch is to be sent again later.</summary>
    Retry,

    /// <summary>The collector will never take this batch.</summary>
    Refused,

    /// <summary>The collector will never take a batch as large as this, and has not taken this one; its parts it may take.</summary>
    TooLarge,
}
