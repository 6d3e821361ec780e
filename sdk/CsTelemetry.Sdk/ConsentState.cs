namespace CsTelemetry;

/// <summary>Says whether usage may be reported.</summary>
public enum ConsentState
{
    /// <summary>It may.</summary>
    Granted,

    /// <summary>It has not been asked yet: events wait in memory, within its limits, and leave when consent is granted.</summary>
    Pending,

    /// <summary>It may not: events are dropped and counted, and what waits in memory and on disk is deleted.</summary>
    Denied,
}
