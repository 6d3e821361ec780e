namespace CsTelemetry.Collector.Accepting;

/// <summary>Writes the memory of batches down, and reads it back at start.</summary>
internal sealed class BatchMemoryKeeper(BatchMemory memory, BatchMemoryFile file, ILogger<BatchMemoryKeeper> logger)
{
    /// <summary>Writes down all batches that are on disk now.</summary>
    public void Save() => file.Save(memory.ExpireAndList());

    /// <summary>Reads back what was written down. A damaged file is reported; the log's own part is read besides.</summary>
    public void Restore()
    {
        try
        {
            foreach (var client in file.Load())
            {
                memory.Restore(client);
            }
        }
        catch (InvalidDataException exception)
        {
            Log.MemoryNotRestored(logger, exception);
        }
    }
}
