namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>Documents to be written together.</summary>
/// <param name="Items">1 to 1,000 of them.</param>
internal sealed record BulkRequest<T>(IReadOnlyList<BulkItem<T>> Items);
