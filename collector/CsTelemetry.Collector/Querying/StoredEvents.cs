namespace CsTelemetry.Collector.Querying;

/// <summary>What the raw table and the rollup hold of a tenant.</summary>
internal sealed record StoredEvents(
    long Raw, long Distinct, long RolledUp, DateOnly? FirstDay, DateOnly? LastDay, DateTimeOffset? LastReceivedAt);
