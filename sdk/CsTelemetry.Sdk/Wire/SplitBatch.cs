namespace CsTelemetry.Wire;

/// <summary>Holds the two batches that one was split into, each a frame that is ready to be sent.</summary>
/// <param name="First">The frame with the first half of the events.</param>
/// <param name="FirstCount">How many events it has.</param>
/// <param name="Second">The frame with the rest.</param>
/// <param name="SecondCount">How many events it has; as many as the first, or one more.</param>
internal sealed record SplitBatch(byte[] First, int FirstCount, byte[] Second, int SecondCount);
