using CsTelemetry.Buffering;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Reporting;

/// <summary>Writes to the app's log what happens to batches, each kind of message at most once a minute.</summary>
internal sealed class DeliveryReporter(ILogger logger, EventBuffer buffer, string endpoint, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly LogThrottle _failed = new(Interval, time);
    private readonly LogThrottle _refused = new(Interval, time);
    private readonly LogThrottle _rejected = new(Interval, time);
    private readonly LogThrottle _expired = new(Interval, time);
    private readonly LogThrottle _dropped = new(Interval, time);
    private readonly LogThrottle _unexpected = new(Interval, time);
    private long _reportedDrops;

    public void AttemptFailed(int failures, ulong batchSequence, int eventCount, string error)
    {
        if (_failed.Allows())
        {
            Log.AttemptFailed(logger, batchSequence, eventCount, endpoint, failures, error);
        }
    }

    public void Recovered(int failures) => Log.Recovered(logger, endpoint, failures);

    public void Refused(ulong batchSequence, int eventCount, string error)
    {
        if (_refused.Allows())
        {
            Log.Refused(logger, endpoint, batchSequence, eventCount, error);
        }
    }

    public void PartlyRejected(int rejected, int eventCount, string error)
    {
        if (_rejected.Allows())
        {
            Log.PartlyRejected(logger, rejected, eventCount, error);
        }
    }

    public void Expired(ulong batchSequence, int eventCount, TimeSpan age)
    {
        if (_expired.Allows())
        {
            Log.Expired(logger, batchSequence, eventCount, endpoint, age);
        }
    }

    public void Unexpected(Exception failure)
    {
        if (_unexpected.Allows())
        {
            Log.Unexpected(logger, failure);
        }
    }

    /// <summary>Says how many events were dropped at the door since it was last said.</summary>
    public void ReportDrops()
    {
        var drops = buffer.Read().Dropped;
        var atTheDoor = drops.QueueFull + drops.TooLarge + drops.Invalid;
        var before = Interlocked.Read(ref _reportedDrops);
        if (atTheDoor > before && _dropped.Allows())
        {
            Interlocked.Exchange(ref _reportedDrops, atTheDoor);
            var latest = buffer.LatestFault();
            Log.Dropped(logger, atTheDoor - before, latest.FieldName(), latest.ProblemText());
        }
    }

    public void LeftBehind(long events, TimeSpan timeout) => Log.LeftBehind(logger, events, endpoint, timeout);
}
