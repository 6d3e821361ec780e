namespace CsTelemetry.Collector.Querying;

/// <summary>One week block of something's trend; block 0 ends with the day asked for.</summary>
internal readonly record struct WeekActivity(string Key, int Block, long ActiveUsers, long ActiveAccounts, long Uses);
