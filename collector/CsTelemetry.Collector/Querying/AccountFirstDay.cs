namespace CsTelemetry.Collector.Querying;

/// <summary>When an account was first seen.</summary>
internal readonly record struct AccountFirstDay(string AccountId, DateOnly FirstDay);
