namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>One page of a list.</summary>
/// <param name="Items">The items of this page, in the list's fixed order.</param>
/// <param name="NextCursor">Pass it as `cursor` for the next page; null on the last one.</param>
internal sealed record KnownPage<T>(IReadOnlyList<T> Items, string? NextCursor);
