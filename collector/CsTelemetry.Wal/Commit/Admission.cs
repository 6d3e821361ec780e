namespace CsTelemetry.Wal.Commit;

/// <summary>Tells whether the queue took an append.</summary>
internal enum Admission
{
    /// <summary>It will be answered by the committer.</summary>
    Queued,

    /// <summary>There was no room.</summary>
    Full,

    /// <summary>The log is closed, or its committer has stopped.</summary>
    Closed,
}
