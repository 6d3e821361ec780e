namespace CsTelemetry.Buffering;

/// <summary>Says why the client gave an event up.</summary>
internal enum DropReason : byte
{
    None,
    QueueFull,
    TooLarge,
    Invalid,
    Expired,
    Shutdown,
    Sampled,
    NoConsent,

    /// <summary>The oldest on disk made room for newer.</summary>
    DiskFull,

    /// <summary>What lay on disk could not be read back.</summary>
    DiskLost,
}
