namespace CsTelemetry.Buffering;

/// <summary>Says why the client gave an event up.</summary>
internal enum DropReason : byte
{
    None,
    QueueFull,
    TooLarge,
    Invalid,
    Expired,
    Sampled,
    NoConsent,
    Shutdown,
}
