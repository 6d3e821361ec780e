namespace CsTelemetry.Collector.Tenancy;

internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "Loaded {Count} keys.")]
    public static partial void KeysLoaded(ILogger logger, int count);

    [LoggerMessage(1002, LogLevel.Error, "The key file {Path} could not be read; the keys loaded before stay in force.")]
    public static partial void KeysNotLoaded(ILogger logger, string path, Exception exception);
}
