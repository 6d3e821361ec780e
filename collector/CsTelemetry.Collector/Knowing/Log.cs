namespace CsTelemetry.Collector.Knowing;

internal static partial class Log
{
    [LoggerMessage(3701, LogLevel.Warning, "What other collectors know could not be read; it is tried again in a moment.")]
    public static partial void NotRefreshed(ILogger logger, Exception exception);

    [LoggerMessage(3702, LogLevel.Warning, "What events say of accounts and users could not be learned; it is tried again in a moment.")]
    public static partial void NotLearned(ILogger logger, Exception exception);
}
