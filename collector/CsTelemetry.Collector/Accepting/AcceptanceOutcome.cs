namespace CsTelemetry.Collector.Accepting;

/// <summary>What became of a batch.</summary>
internal enum AcceptanceOutcome
{
    /// <summary>Its accepted events are fsynced.</summary>
    Stored,

    /// <summary>They were, since an earlier call; nothing was stored again.</summary>
    Repeated,

    /// <summary>The log is as full as it may be: the store is behind.</summary>
    Full,

    /// <summary>The disk did not take it.</summary>
    Failed,
}
