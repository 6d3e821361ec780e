namespace CsTelemetry.Collector.Querying;

/// <summary>When an account was first and last seen, and first used the product for value, up to a day.</summary>
internal readonly record struct AccountSpan(string AccountId, DateOnly FirstDay, DateOnly LastDay, DateOnly? FirstUse);
