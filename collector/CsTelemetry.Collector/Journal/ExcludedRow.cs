namespace CsTelemetry.Collector.Journal;

/// <summary>A row that the store refuses, and that its insert goes without.</summary>
/// <param name="Row">Its place among the accepted events of its range, from 0.</param>
/// <param name="Code">The store's error name.</param>
/// <param name="Message">What the store said, without values; at most <see cref="MaxMessageLength"/> characters.</param>
internal readonly record struct ExcludedRow(int Row, string Code, string Message)
{
    public const int MaxMessageLength = 200;
}
