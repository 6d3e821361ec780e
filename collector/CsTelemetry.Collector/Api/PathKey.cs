namespace CsTelemetry.Collector.Api;

/// <summary>Reads a key in a path: an encoded slash reaches the handler still encoded.</summary>
internal static class PathKey
{
    public static string Read(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
