namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>One page of the erasures, newest first.</summary>
/// <param name="Items">The erasures of this page.</param>
/// <param name="NextCursor">Pass it as `cursor` for the next page; null on the last one.</param>
internal sealed record ErasurePage(IReadOnlyList<Erasure> Items, string? NextCursor);
