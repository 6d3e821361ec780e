namespace CsTelemetry.Collector.Quarantining;

/// <summary>How sending an event again ended.</summary>
internal enum ReplayOutcome
{
    /// <summary>It is accepted and on disk.</summary>
    Accepted,

    /// <summary>It was rejected again.</summary>
    Rejected,

    /// <summary>It was accepted by an earlier replay; nothing was sent.</summary>
    AlreadyReplayed,

    /// <summary>There is no such event in the tenant's quarantine.</summary>
    NotFound,

    /// <summary>With the change, it is no event.</summary>
    Unusable,

    /// <summary>The collector is behind, or cannot write to its disk; the same call may succeed later.</summary>
    PutOff,
}
