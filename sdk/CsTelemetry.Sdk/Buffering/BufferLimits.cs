namespace CsTelemetry.Buffering;

/// <summary>Holds how much the buffer may hold and what it makes a batch of.</summary>
internal sealed record BufferLimits(int MaxEvents, int MaxChunks, int ChunkBytes, int MaxBatchEvents, int MaxEventBytes)
{
    public static BufferLimits From(CsTelemetryOptions options) => new(
        options.MaxBufferEvents,
        options.MaxBufferBytes / options.MaxBatchBytes,
        options.MaxBatchBytes,
        options.MaxBatchEvents,
        options.MaxEventBytes);
}
