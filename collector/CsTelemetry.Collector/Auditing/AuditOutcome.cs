namespace CsTelemetry.Collector.Auditing;

/// <summary>What became of an administrative act.</summary>
internal enum AuditOutcome
{
    /// <summary>It was done, or ordered durably.</summary>
    Done,

    /// <summary>It was not allowed, or made no sense.</summary>
    Refused,

    /// <summary>It was begun and did not succeed.</summary>
    Failed,
}
