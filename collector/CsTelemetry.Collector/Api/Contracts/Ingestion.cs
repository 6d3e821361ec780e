namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>What the store holds of the tenant: is everything there, and once?</summary>
/// <param name="RawEvents">Events in the raw table.</param>
/// <param name="DistinctEvents">Distinct (client instance, sequence) pairs among them; fewer means that some were stored twice.</param>
/// <param name="RollupEvents">Events that the daily rollup counts.</param>
/// <param name="FirstDay">The oldest day with an event; null without any.</param>
/// <param name="LastDay">The newest day with an event; null without any.</param>
/// <param name="LastReceivedAt">When the newest of them came in; null without any.</param>
internal sealed record Ingestion(
    long RawEvents, long DistinctEvents, long RollupEvents, DateOnly? FirstDay, DateOnly? LastDay, DateTimeOffset? LastReceivedAt);
