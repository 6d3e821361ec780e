using CsTelemetry.ClickHouse;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Storing;

/// <summary>What the store said of a row, without the row's values: they may name people, and are kept with the event itself. Pure.</summary>
internal static class StoreWords
{
    // From here on ClickHouse quotes what it was given.
    private static readonly string[] Quotes = ["Column values:", "while parsing", "Row ", "value '", "value: "];

    public static string Of(ClickHouseException refusal)
    {
        var end = Quotes.Select(quote => refusal.Message.IndexOf(quote, StringComparison.Ordinal)).Where(at => at >= 0).Append(ExcludedRow.MaxMessageLength).Min();
        return refusal.Message[..Math.Min(end, refusal.Message.Length)].TrimEnd();
    }
}
