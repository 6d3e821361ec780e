namespace CsTelemetry;

/// <summary>
/// Holds a client's books since it started:
/// Tracked = Delivered + Rejected.Total + Dropped.Total + Queued + Persisted, at every moment.
/// </summary>
public readonly record struct TelemetryStatistics
{
    /// <summary>Gets how many events were handed in, taken or not.</summary>
    public long Tracked { get; init; }

    /// <summary>Gets how many events the collector confirmed as stored.</summary>
    public long Delivered { get; init; }

    /// <summary>Gets the events that the collector refused for good, by reason.</summary>
    public RejectionCounts Rejected { get; init; }

    /// <summary>Gets the events that the client gave up, by reason.</summary>
    public DropCounts Dropped { get; init; }

    /// <summary>Gets how many events wait in memory or are being sent.</summary>
    public long Queued { get; init; }

    /// <summary>Gets how many events lie on disk. Always 0: there is no disk store yet.</summary>
    public long Persisted { get; init; }

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
