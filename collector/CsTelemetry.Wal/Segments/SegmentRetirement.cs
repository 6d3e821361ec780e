using CsTelemetry.Wal.Storage;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Wal.Segments;

/// <summary>Deletes segments nobody needs any more, oldest first. Safe from any thread.</summary>
internal sealed class SegmentRetirement(ILogStorage storage, SegmentSet segments, WalCounters counters, ILogger logger)
{
    private readonly Lock _gate = new();
    private bool _directoryIsDirty;

    public int Through(long sequence)
    {
        lock (_gate)
        {
            var count = 0;

            // The newest segment stays, sealed or not: its name is what keeps sequences from being used again.
            while (segments.All is [var oldest, _, ..] && IsDone(oldest, sequence) && TryDelete(oldest))
            {
                count++;
            }

            return count;
        }
    }

    private static bool IsDone(Segment segment, long sequence) =>
        segment.Extent is { IsSealed: true } extent && extent.LastSequence <= sequence;

    private bool TryDelete(Segment segment)
    {
        segment.IsRetired = true;
        try
        {
            // Deletions become durable one by one, in order: a segment that came back without its successor
            // would bring back the failed writes at its end, which only the successor declares void.
            SyncIfDirty();
            storage.Delete(segment.FileName);
            _directoryIsDirty = true;
            segments.Remove(segment);
            counters.Retired();
            Log.SegmentRetired(logger, segment.FileName, segment.Extent.LastSequence);
            SyncIfDirty();
            return true;
        }
        catch (Exception exception) when (StorageFault.Is(exception))
        {
            Log.RetirementFailed(logger, segment.FileName, exception);

            // Deleted, only not yet durably so: that counts, and the next call makes it durable first.
            var isDeleted = !segments.All.Contains(segment);
            segment.IsRetired = isDeleted;
            return isDeleted;
        }
    }

    private void SyncIfDirty()
    {
        if (_directoryIsDirty)
        {
            storage.SyncDirectory();
            _directoryIsDirty = false;
        }
    }
}
