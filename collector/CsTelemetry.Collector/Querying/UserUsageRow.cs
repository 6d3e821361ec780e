namespace CsTelemetry.Collector.Querying;

/// <summary>One person's value events, summed by window.</summary>
internal readonly record struct UserUsageRow(string AccountId, string UserId, uint WeekBlocks, long Events84, double DecayedEvents);
