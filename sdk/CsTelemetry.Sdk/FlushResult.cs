namespace CsTelemetry;

/// <summary>Says what became of the events that were waiting when a flush began; the five counts add up to them.</summary>
public readonly record struct FlushResult
{
    /// <summary>Gets how many events the collector confirmed as stored.</summary>
    public long Delivered { get; init; }

    /// <summary>Gets how many events the collector refused for good.</summary>
    public long Rejected { get; init; }

    /// <summary>Gets how many events were given up, because they grew too old or the client was shut down.</summary>
    public long Dropped { get; init; }

    /// <summary>Gets how many events were written to disk; the client, or the next start, goes on sending them. 0 without a <see cref="CsTelemetryOptions.DiskDirectory"/>.</summary>
    public long Persisted { get; init; }

    /// <summary>Gets how many events are still waiting in memory; the client goes on sending them.</summary>
    public long Remaining { get; init; }

    /// <summary>Gets the latest reason why a batch was not delivered; null when every event was.</summary>
    public string? LastError { get; init; }

    /// <summary>Gets whether the collector confirmed every event.</summary>
    public bool AllDelivered => Rejected == 0 && Dropped == 0 && Persisted == 0 && Remaining == 0;
}
