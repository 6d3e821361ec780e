namespace CsTelemetry.Client.Contracts;

/// <summary>One page of a list.</summary>
/// <param name="AsOf">The day that every number speaks of: a complete day in the tenant's time zone.</param>
/// <param name="TotalCount">How many items the whole list has.</param>
/// <param name="Items">The items of this page, in the list's fixed order.</param>
/// <param name="NextCursor">Pass it as `cursor` for the next page; null on the last one.</param>
internal sealed record Page<T>(DateOnly AsOf, int TotalCount, IReadOnlyList<T> Items, string? NextCursor) : IPage<T>;
