namespace CsTelemetry.Collector.Accepting;

/// <summary>Whether a batch is new.</summary>
internal enum BatchClaimState
{
    /// <summary>Never seen; the caller now owns it and must confirm or release it.</summary>
    New,

    /// <summary>Another call owns it; wait, then claim again.</summary>
    InProgress,

    /// <summary>Its events are on disk since an earlier call.</summary>
    Repeated,
}
