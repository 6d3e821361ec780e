namespace CsTelemetry.Persisting;

/// <summary>Holds what stands in front of a batch on disk. Times are milliseconds of the Unix epoch.</summary>
/// <param name="clientInstance">The client that made the batch.</param>
/// <param name="batchSequence">Its number; with the client it names the batch for the collector.</param>
/// <param name="firstEvent">The sequence of its first event.</param>
/// <param name="eventCount">Its events; 1 or more.</param>
/// <param name="createdAt">When it was written.</param>
/// <param name="mayHaveArrivedAt">When it may first have reached the collector; 0 when it certainly has not.</param>
/// <param name="frameBytes">The length of the frame that follows.</param>
/// <param name="frameCrc">The checksum of the frame.</param>
internal readonly struct BatchHeader(ulong clientInstance, ulong batchSequence, ulong firstEvent, int eventCount, long createdAt, long mayHaveArrivedAt, int frameBytes, uint frameCrc)
{
    public ulong ClientInstance { get; } = clientInstance;

    public ulong BatchSequence { get; } = batchSequence;

    public ulong FirstEvent { get; } = firstEvent;

    public int EventCount { get; } = eventCount;

    public long CreatedAt { get; } = createdAt;

    public long MayHaveArrivedAt { get; } = mayHaveArrivedAt;

    public int FrameBytes { get; } = frameBytes;

    public uint FrameCrc { get; } = frameCrc;
}
