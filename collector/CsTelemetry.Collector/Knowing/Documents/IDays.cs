namespace CsTelemetry.Collector.Knowing.Documents;

/// <summary>Is a line of a timeline.</summary>
internal interface IDays
{
    /// <summary>Gets the first day on which it holds; null means always before.</summary>
    public DateOnly? From { get; }

    /// <summary>Gets the first day on which it no longer holds; null means it still holds.</summary>
    public DateOnly? Until { get; }
}
