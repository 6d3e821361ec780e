using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Erasing;

/// <summary>Writes the orders to erase down, and reads them back at start.</summary>
internal sealed class ErasureKeeper(ErasureBook book, ErasureFile file, ILogger<ErasureKeeper> logger) : IRetirementWitness
{
    /// <summary>Writes down all orders: the part of the log that holds them is about to go.</summary>
    public Task BeforeRetirementAsync(CancellationToken cancellationToken)
    {
        file.Save(book.ExpireAndList());
        return Task.CompletedTask;
    }

    /// <summary>Reads back what was written down. A damaged file is reported; the log's own part is read besides.</summary>
    public void Restore()
    {
        try
        {
            foreach (var entry in file.Load())
            {
                book.Restore(entry);
            }
        }
        catch (InvalidDataException exception)
        {
            Log.BookNotRestored(logger, exception);
        }
    }
}
