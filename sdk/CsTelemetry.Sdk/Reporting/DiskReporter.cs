using CsTelemetry.Persisting;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Reporting;

/// <summary>Writes to the app's log what happens on disk, each kind of message at most once a minute.</summary>
internal sealed class DiskReporter(ILogger logger, string directory, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly LogThrottle _unusable = new(Interval, time);
    private readonly LogThrottle _failed = new(Interval, time);
    private readonly LogThrottle _corrupt = new(Interval, time);
    private readonly LogThrottle _full = new(Interval, time);
    private readonly LogThrottle _expired = new(Interval, time);

    public void CannotBeUsed(string error)
    {
        if (_unusable.Allows())
        {
            Log.DiskCannotBeUsed(logger, directory, error);
        }
    }

    public void Failed(string error)
    {
        if (_failed.Allows())
        {
            Log.DiskFailed(logger, directory, error);
        }
    }

    public void TookOver(int batches, long events)
    {
        if (batches > 0)
        {
            Log.TookOver(logger, batches, events, directory);
        }
    }

    public void Corrupt()
    {
        if (_corrupt.Allows())
        {
            Log.CorruptFiles(logger, directory);
        }
    }

    public void MadeRoom(KeptBatch kept, long maxDiskBytes)
    {
        if (_full.Allows())
        {
            Log.MadeRoom(logger, directory, maxDiskBytes, kept.EventCount);
        }
    }

    public void Expired(KeptBatch kept, TimeSpan maxAge)
    {
        if (_expired.Allows())
        {
            Log.ExpiredOnDisk(logger, kept.BatchSequence, directory, kept.EventCount, maxAge);
        }
    }

    public void LeftBehind(long events)
    {
        if (events > 0)
        {
            Log.LeftOnDisk(logger, events, directory);
        }
    }
}
