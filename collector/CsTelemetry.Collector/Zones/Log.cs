namespace CsTelemetry.Collector.Zones;

internal static partial class Log
{
    [LoggerMessage(3601, LogLevel.Error, "The accounts' time zones cannot be read back; those that told theirs long ago have their tenant's until they tell it again.")]
    public static partial void ZonesNotRestored(ILogger logger, Exception exception);
}
