using CsTelemetry.Collector.Scoring;
using CsTelemetry.Collector.Storing;

namespace CsTelemetry.Collector.Hosting;

/// <summary>Holds the intervals between an event's acceptance and its score to what is promised. Pure.</summary>
internal static class FreshnessRule
{
    // The rest is for the work: insert, audit, run.
    private const double WaitingShare = 0.75;

    public static IEnumerable<string> Faults(StoreOptions store, ScoringOptions scoring)
    {
        // A batch counts when it is looked at for the second time.
        var waits = (StoreOptions.BusyFlushFactor * store.FlushInterval) + store.AuditInterval + AuditPace.LongestRest + (2 * scoring.Interval);
        var most = WaitingShare * scoring.FreshWithin;
        if (scoring.Enabled && waits > most)
        {
            yield return $"Scoring:FreshWithin is {scoring.FreshWithin}, of which waiting may take {most}, and the intervals add up to {waits}: "
                + $"Store:FlushInterval ({store.FlushInterval}) {StoreOptions.BusyFlushFactor} times, Store:AuditInterval ({store.AuditInterval}), the longest rest after an audit ({AuditPace.LongestRest}), "
                + $"Scoring:Interval ({scoring.Interval}) 2 times. Shorten one of them, or let scores be older.";
        }
    }
}
