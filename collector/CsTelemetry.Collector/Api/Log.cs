namespace CsTelemetry.Collector.Api;

internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Error, "{Path} could not be answered.")]
    public static partial void NotAnswered(ILogger logger, string path, Exception exception);

    [LoggerMessage(4002, LogLevel.Error, "The act {Action} on {Target} was done but could not be written into the audit log.")]
    public static partial void ActNotNoted(ILogger logger, string action, string target, Exception exception);
}
