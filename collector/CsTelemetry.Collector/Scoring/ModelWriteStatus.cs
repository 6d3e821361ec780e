namespace CsTelemetry.Collector.Scoring;

/// <summary>How an attempt to change a version of the score model ended.</summary>
internal enum ModelWriteStatus
{
    /// <summary>It is written.</summary>
    Done,

    /// <summary>The model cannot be; the faults say why.</summary>
    Faulty,

    /// <summary>There is no such version.</summary>
    NotFound,

    /// <summary>It has been published, and is never changed again.</summary>
    Immutable,

    /// <summary>Somebody else has changed it meanwhile.</summary>
    Changed,
}
