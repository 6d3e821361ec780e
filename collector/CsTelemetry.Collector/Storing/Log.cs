namespace CsTelemetry.Collector.Storing;

internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Debug, "Inserted {EventCount} events of the log's {First} to {Last} in {Milliseconds:F0} ms.")]
    public static partial void BatchInserted(ILogger logger, int eventCount, long first, long last, double milliseconds);

    [LoggerMessage(3002, LogLevel.Warning, "{What} failed; failure {Failures} in a row. The log keeps the events.")]
    public static partial void StepFailed(ILogger logger, string what, int failures, Exception exception);

    [LoggerMessage(3003, LogLevel.Warning, "The landing audit found {MonthFaults} months of batches and {RollupDifferences} days of the rollup that differ from the log; repairing.")]
    public static partial void AuditFoundFaults(ILogger logger, int monthFaults, int rollupDifferences);

    [LoggerMessage(3004, LogLevel.Warning, "Month {Month} of the batch at {First} held {Found} of {Expected} rows; sent again under a new token.")]
    public static partial void MonthResent(ILogger logger, int month, long first, long found, long expected);

    [LoggerMessage(3005, LogLevel.Warning, "Rebuilding month {Month} of the rollup from the raw table.")]
    public static partial void RollupRebuilt(ILogger logger, int month);

    [LoggerMessage(3006, LogLevel.Information, "Retired {Count} segments of the log through {Through}.")]
    public static partial void SegmentsRetired(ILogger logger, int count, long through);

    [LoggerMessage(3007, LogLevel.Warning, "The memory of batches could not be written down, so the log through {Through} was not retired. Free disk space or replace the disk; the next checkpoint tries again.")]
    public static partial void NotRetired(ILogger logger, long through, Exception exception);

    [LoggerMessage(3020, LogLevel.Warning, "Removed {EventCount} events of {FirstDay} to {LastDay} that another collector had received before.")]
    public static partial void DuplicatesRemoved(ILogger logger, long eventCount, DateOnly firstDay, DateOnly lastDay);

    [LoggerMessage(3021, LogLevel.Warning, "The search for batches that reached two collectors failed; it is repeated.")]
    public static partial void SweepFailed(ILogger logger, Exception exception);
    [LoggerMessage(3008, LogLevel.Error, "The store refuses {RowCount} rows of the log's {First} to {Last} ({Code}); they go to quarantine, and the rest is inserted without them. See `collector quarantine list --origin poison`.")]
    public static partial void RowsExcluded(ILogger logger, int rowCount, long first, long last, string code);

    [LoggerMessage(3009, LogLevel.Error, "The store refuses to keep {EventCount} events of the log's {First} to {Last} in quarantine; they are counted as dropped, and landing goes on.")]
    public static partial void QuarantineNotWritten(ILogger logger, int eventCount, long first, long last, Exception exception);

    [LoggerMessage(3010, LogLevel.Information, "The store was started at {StartedAt}; {RangeCount} inserts that had been verified before were audited again.")]
    public static partial void AuditedAfterRestart(ILogger logger, int rangeCount, DateTimeOffset startedAt);
}
