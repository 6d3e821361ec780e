using Microsoft.Extensions.Logging;

namespace CsTelemetry.AspNetCore;

/// <summary>Holds every message of the capture. No message has a user, an address or anything a request holds.</summary>
internal static partial class Log
{
    [LoggerMessage(1101, LogLevel.Warning, "Capturing usage failed in {Place}, and the app was left alone; {Count} times since this was last said.")]
    public static partial void CaptureFailed(ILogger logger, CapturePlace place, long count, Exception exception);
}
