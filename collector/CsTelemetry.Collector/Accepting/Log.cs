namespace CsTelemetry.Collector.Accepting;

internal static partial class Log
{
    [LoggerMessage(2101, LogLevel.Error, "The memory of batches could not be read; a retry of a batch from a retired part of the log would be counted again.")]
    public static partial void MemoryNotRestored(ILogger logger, Exception exception);
}
