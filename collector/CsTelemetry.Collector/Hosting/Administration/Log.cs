namespace CsTelemetry.Collector.Hosting.Administration;

internal static partial class Log
{
    [LoggerMessage(5101, LogLevel.Information, "The administration socket is {Path}.")]
    public static partial void SocketOpened(ILogger logger, string path);

    [LoggerMessage(5102, LogLevel.Warning, "The administration socket {Path} could not be opened; the collector runs, commands that need it do not. {Reason}")]
    public static partial void SocketNotOpened(ILogger logger, string path, string reason);
}
