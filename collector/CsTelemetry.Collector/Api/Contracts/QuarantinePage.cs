namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>One page of the quarantine, newest first.</summary>
/// <param name="Items">The events of this page.</param>
/// <param name="NextCursor">Pass it as `cursor` for the next page; null on the last one.</param>
internal sealed record QuarantinePage(IReadOnlyList<QuarantineItem> Items, string? NextCursor);
