using CsTelemetry.ClickHouse;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Storing;

/// <summary>What the store said of a row, without the row's values: they may name people, and are kept with the event itself. Pure.</summary>
internal static class StoreWords
{
    // From here on ClickHouse quotes what it was given.
    private static readonly string[] Quotes = ["string '", "Column values:", "while parsing", "Row ", "value '", "value: "];

    /// <param name="refusal">What it said.</param>
    /// <param name="view">The materialized view that refused it; null if the table itself did.</param>
    public static string Of(ClickHouseException refusal, string? view = null)
    {
        var end = Quotes.Select(quote => refusal.Message.IndexOf(quote, StringComparison.Ordinal)).Where(at => at >= 0).Append(ExcludedRow.MaxMessageLength).Min();
        var words = refusal.Message[..Math.Min(end, refusal.Message.Length)].TrimEnd();
        var told = view is null ? words : $"The view {view}: {words}";
        return told[..Math.Min(told.Length, ExcludedRow.MaxMessageLength)];
    }
}
