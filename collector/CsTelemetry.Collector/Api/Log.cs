namespace CsTelemetry.Collector.Api;

internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Error, "{Path} could not be answered.")]
    public static partial void NotAnswered(ILogger logger, string path, Exception exception);

    [LoggerMessage(4002, LogLevel.Error, "The act {Action} on {Target} stands, but could not be written into the audit log.")]
    public static partial void ActNotNoted(ILogger logger, string action, string target, Exception exception);

    [LoggerMessage(4003, LogLevel.Warning, "What became of the call {Call} could not be written into the store; until the next start this collector alone knows it.")]
    public static partial void AnswerNotKept(ILogger logger, string call, Exception exception);
}
