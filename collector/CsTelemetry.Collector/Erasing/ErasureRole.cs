namespace CsTelemetry.Collector.Erasing;

/// <summary>What this collector has to do with an order.</summary>
/// <param name="IsFollower">Whether another collector took it, and this one erases what its own log brings.</param>
/// <param name="KnownSince">Since when that is known here, as a timestamp.</param>
internal readonly record struct ErasureRole(bool IsFollower, long KnownSince);
