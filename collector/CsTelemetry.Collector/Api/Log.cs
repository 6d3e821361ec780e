namespace CsTelemetry.Collector.Api;

internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Error, "{Path} could not be answered.")]
    public static partial void NotAnswered(ILogger logger, string path, Exception exception);
}
