namespace CsTelemetry.Collector.Admitting;

/// <summary>What a tenant's batch met at the door.</summary>
internal enum AdmissionOutcome
{
    /// <summary>It came in.</summary>
    Admitted,

    /// <summary>The tenant is over its events or bytes a second.</summary>
    OverQuota,

    /// <summary>Too much of the tenant's waits for the log.</summary>
    QueueFull,
}
