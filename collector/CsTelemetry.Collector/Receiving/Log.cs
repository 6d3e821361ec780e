namespace CsTelemetry.Collector.Receiving;

internal static partial class Log
{
    [LoggerMessage(4301, LogLevel.Error, "A POST to {Path} failed in a way that was not foreseen.")]
    public static partial void PostFailed(ILogger logger, string path, Exception exception);

    [LoggerMessage(4302, LogLevel.Debug, "A POST to {Path} was answered {Status}: {Error}")]
    public static partial void PostRefused(ILogger logger, string path, int status, string error);

    [LoggerMessage(4303, LogLevel.Error, "The act {Action} on {Target} was done but could not be written into the audit log.")]
    public static partial void ActNotNoted(ILogger logger, string action, string target, Exception exception);
}
