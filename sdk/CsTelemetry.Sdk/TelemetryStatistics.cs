namespace CsTelemetry;

/// <summary>
/// Holds a client's books since it started:
/// Tracked = Delivered + Rejected.Total + Dropped.Total + Queued + Persisted, at every moment.
/// </summary>
public readonly record struct TelemetryStatistics
{
    /// <summary>Gets how many events were handed in, taken or not, and how many earlier runs left on disk (<see cref="Recovered"/>).</summary>
    public long Tracked { get; init; }

    /// <summary>Gets how many events the collector confirmed as stored.</summary>
    public long Delivered { get; init; }

    /// <summary>Gets the events that the collector refused for good, by reason.</summary>
    public RejectionCounts Rejected { get; init; }

    /// <summary>Gets the events that the client gave up, by reason.</summary>
    public DropCounts Dropped { get; init; }

    /// <summary>Gets how many events wait in memory or are being sent.</summary>
    public long Queued { get; init; }

    /// <summary>Gets how many events lie on disk. 0 without a <see cref="CsTelemetryOptions.DiskDirectory"/>.</summary>
    public long Persisted { get; init; }

    /// <summary>Gets how many events of earlier runs were found on disk and taken over; they are part of <see cref="Tracked"/>.</summary>
    public long Recovered { get; init; }

    /// <summary>Gets how many damaged files were found on disk and deleted.</summary>
    public long CorruptFiles { get; init; }

    /// <summary>Gets how often the disk failed: full, not writable, gone. A batch that could not be written stays in memory.</summary>
    public long DiskFailures { get; init; }

    /// <summary>Gets why the disk does not work at present; null when it does, or when there is no directory.</summary>
    public string? DiskError { get; init; }

    /// <summary>Gets how many batches are settled: delivered, partly or wholly refused, or given up.</summary>
    public long BatchesSettled { get; init; }

    /// <summary>Gets how many batches the collector already had, because an earlier reply was lost.</summary>
    public long DuplicateReplies { get; init; }

    /// <summary>Gets how many attempts to send failed and were, or are to be, repeated.</summary>
    public long FailedAttempts { get; init; }

    /// <summary>Gets how many properties were left out of events because they are not allowed, or of scopes because they break a limit.</summary>
    public long RemovedProperties { get; init; }

    /// <summary>Gets the latest reason why a batch was not delivered; null when there was none yet.</summary>
    public string? LastError { get; init; }
}
