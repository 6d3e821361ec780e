namespace CsTelemetry.Client.Contracts;

/// <summary>Is one page of a list.</summary>
internal interface IPage<out T>
{
    /// <summary>Gets the day that every item speaks of.</summary>
    public DateOnly AsOf { get; }

    /// <summary>Gets the items; null when the collector lists none.</summary>
    public IReadOnlyList<T>? Items { get; }

    /// <summary>Gets what fetches the next page; null on the last one.</summary>
    public string? NextCursor { get; }
}
