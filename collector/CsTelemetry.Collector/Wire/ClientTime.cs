namespace CsTelemetry.Collector.Wire;

/// <summary>Puts the times of a client's clock right. Pure; times are milliseconds since 1970.</summary>
internal static class ClientTime
{
    public static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    public static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Adds what the clock is off by. What no calendar holds becomes its nearest neighbour.</summary>
    public static long Corrected(long clientTime, long correction) => Math.Clamp(Math.Clamp(clientTime, Earliest, Latest) + correction, Earliest, Latest);
}
