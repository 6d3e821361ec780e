namespace CsTelemetry.Buffering;

/// <summary>Holds how much the buffer may hold and what it makes a batch of.</summary>
internal sealed class BufferLimits(int maxEvents, int maxChunks, int chunkBytes, int maxBatchEvents, int maxEventBytes)
{
    public int MaxEvents { get; } = maxEvents;

    public int MaxChunks { get; } = maxChunks;

    public int ChunkBytes { get; } = chunkBytes;

    public int MaxBatchEvents { get; } = maxBatchEvents;

    public int MaxEventBytes { get; } = maxEventBytes;

    public static BufferLimits From(CsTelemetryOptions options) => new(
        options.MaxBufferEvents,
        options.MaxBufferBytes / options.MaxBatchBytes,
        options.MaxBatchBytes,
        options.MaxBatchEvents,
        options.MaxEventBytes);
}
