namespace CsTelemetry.Persisting;

/// <summary>Holds what stands in front of a batch on disk. Times are milliseconds of the Unix epoch.</summary>
/// <param name="ClientInstance">The client that made the batch.</param>
/// <param name="BatchSequence">Its number; with the client it names the batch for the collector.</param>
/// <param name="FirstEvent">The sequence of its first event.</param>
/// <param name="EventCount">Its events; 1 or more.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="MayHaveArrivedAt">When it may first have reached the collector; 0 when it certainly has not.</param>
/// <param name="FrameBytes">The length of the frame that follows.</param>
/// <param name="FrameCrc">The checksum of the frame.</param>
internal readonly record struct BatchHeader(
    ulong ClientInstance, ulong BatchSequence, ulong FirstEvent, int EventCount, long CreatedAt, long MayHaveArrivedAt, int FrameBytes, uint FrameCrc);
