using CsTelemetry.Buffering;
using CsTelemetry.Reporting;

namespace CsTelemetry.Persisting;

/// <summary>Reads frames back from disk, and marks on disk which of them may have reached the collector.</summary>
internal sealed class KeptFrames(IDiskFiles files, DeliveryBooks books, DiskReporter reporter, Action<Exception> note)
{
    /// <summary>How often a file may fail to be read before it is given up.</summary>
    private const int MaxReadFailures = 3;

    /// <summary>Reads the frame of a batch that was taken; null when it cannot be read now or, with the reason, ever.</summary>
    public byte[]? TryRead(KeptBatch kept, out string? lostBecause)
    {
        lostBecause = null;
        try
        {
            if (files.Read(kept.Name, BatchFile.MaxBytes) is not { } bytes)
            {
                lostBecause = "a file of the disk store has gone";
                return null;
            }

            if (BatchFile.ReadHeader(bytes, bytes.Length, out var header) == HeaderState.Good && BatchFile.IsWhole(bytes, in header))
            {
                return bytes.AsSpan(BatchFile.HeaderBytes).ToArray();
            }

            books.NoteCorruptFile();
            reporter.Corrupt();
            lostBecause = "a file of the disk store was damaged";
        }
        catch (Exception failure) when (DiskTrouble.Is(failure))
        {
            note(failure);
            lostBecause = ++kept.Setbacks >= MaxReadFailures ? "a file of the disk store cannot be read" : null;
        }

        return null;
    }

    /// <summary>Marks when a batch may first have arrived; 0 for not at all.</summary>
    public void Mark(KeptBatch kept, long mayHaveArrivedAt)
    {
        kept.MayHaveArrivedAt = mayHaveArrivedAt;
        try
        {
            files.Patch(kept.Name, BatchFile.ArrivalAt, BatchFile.Arrival(mayHaveArrivedAt));
        }
        catch (Exception failure) when (DiskTrouble.Is(failure))
        {
            // It is sent all the same: better that than to keep it for ever on a disk that has become read-only.
            note(failure);
        }
    }
}
