namespace CsTelemetry.Collector.Validating;

/// <summary>How large one event may be, and how far from now. The contract states the same numbers.</summary>
internal static class EventLimits
{
    public const int MaxStringBytes = 256;
    public const int MaxPropertyValueBytes = 1024;
    public const int MaxPropertyCount = 32;

    /// <summary>A quantity above this is a mistake, and its sums would overflow.</summary>
    public const ulong MaxQuantity = 1_000_000_000_000;

    /// <summary>Ten years in milliseconds.</summary>
    public const ulong MaxDurationMilliseconds = 315_360_000_000;

    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(35);
    public static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(10);

    /// <summary>The oldest event that even a backfill may carry.</summary>
    public static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
