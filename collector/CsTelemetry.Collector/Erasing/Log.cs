namespace CsTelemetry.Collector.Erasing;

internal static partial class Log
{
    [LoggerMessage(3501, LogLevel.Error, "The file of orders to erase could not be read; orders whose part of the log is gone are not carried out and refuse nothing. Compare it with the receipts that are not done, and order those again.")]
    public static partial void BookNotRestored(ILogger logger, Exception exception);

    [LoggerMessage(3502, LogLevel.Information, "Carried out the order {Receipt}: {RawRows} events, {RollupRows} rows of the rollup and {AttributeRows} attributes erased; none are left.")]
    public static partial void Erased(ILogger logger, string receipt, long rawRows, long rollupRows, long attributeRows);

    [LoggerMessage(3503, LogLevel.Warning, "Carrying out orders to erase failed; failure {Failures} in a row. The orders stay and are tried again.")]
    public static partial void RoundFailed(ILogger logger, int failures, Exception exception);

    [LoggerMessage(3504, LogLevel.Error, "The order {Receipt} left {RemainingRows} rows in the store; it stays open and is carried out again.")]
    public static partial void RowsLeft(ILogger logger, string receipt, long remainingRows);

    [LoggerMessage(3505, LogLevel.Information, "The log no longer holds what came before the order {Receipt}.")]
    public static partial void Cleared(ILogger logger, string receipt);
}
