using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Accepting;

/// <summary>Writes the memory of batches down, and reads it back at start.</summary>
internal sealed class BatchMemoryKeeper(BatchMemory memory, BatchMemoryFile file, ILogger<BatchMemoryKeeper> logger) : IRetirementWitness
{
    /// <summary>Writes down all batches that are on disk now: a retry may come for 72 hours.</summary>
    public async Task BeforeRetirementAsync(CancellationToken cancellationToken)
    {
        // A batch may be durable, stored and audited before the thread that put it into the log has noted it: what is about to be
        // deleted would then be known nowhere.
        await memory.ClaimsSettledAsync().WaitAsync(cancellationToken);
        file.Save(memory.ExpireAndList());
    }

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
