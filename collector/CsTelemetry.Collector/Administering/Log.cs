namespace CsTelemetry.Collector.Administering;

internal static partial class Log
{
    [LoggerMessage(6001, LogLevel.Information, "The operator asked for {Operation}.")]
    public static partial void OperationStarted(ILogger logger, string operation);

    [LoggerMessage(6002, LogLevel.Information, "{Operation} ended with the exit code {ExitCode}.")]
    public static partial void OperationEnded(ILogger logger, string operation, int exitCode);

    [LoggerMessage(6003, LogLevel.Error, "An operation broke off.")]
    public static partial void OperationBroke(ILogger logger, Exception exception);

    [LoggerMessage(6005, LogLevel.Error, "{Action} could not be written into the audit log.")]
    public static partial void ActNotNoted(ILogger logger, string action, Exception exception);

    [LoggerMessage(6004, LogLevel.Information, "The table {Table} now keeps its rows for {Days} days; 0 is for ever.")]
    public static partial void RetentionSet(ILogger logger, string table, int days);
}
