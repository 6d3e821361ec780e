namespace CsTelemetry.Collector.Erasing;

/// <summary>How many orders there are.</summary>
/// <param name="Open">Those that wait to be carried out.</param>
/// <param name="Tombstones">All that are kept: each refuses late events.</param>
/// <param name="OldestOpen">When the oldest open one was given; null without any.</param>
internal readonly record struct ErasureCounts(int Open, int Tombstones, DateTimeOffset? OldestOpen);
