namespace CsTelemetry.Wire;

/// <summary>Holds the two batches that one was split into, each a frame that is ready to be sent.</summary>
/// <param name="first">The frame with the first half of the events.</param>
/// <param name="firstCount">How many events it has.</param>
/// <param name="second">The frame with the rest.</param>
/// <param name="secondCount">How many events it has; as many as the first, or one more.</param>
internal sealed class SplitBatch(byte[] first, int firstCount, byte[] second, int secondCount)
{
    public byte[] First { get; } = first;

    public int FirstCount { get; } = firstCount;

    public byte[] Second { get; } = second;

    public int SecondCount { get; } = secondCount;
}
