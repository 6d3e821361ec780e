using System.Globalization;

namespace CsTelemetry.Collector.Cli;

/// <summary>Reads times as people type them.</summary>
internal static class TimeText
{
    public const string SpanRule = "a number with s, m, h or d, such as 90s, 12h or 7d";

    /// <exception cref="ArgumentException">It is not such a text.</exception>
    public static TimeSpan Span(string text)
    {
        var unit = text.Length == 0 ? ' ' : text[^1];
        var seconds = unit switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 };
        return seconds > 0 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? TimeSpan.FromSeconds((long)number * seconds)
            : throw new ArgumentException($"\"{text}\" is no span of time; write {SpanRule}.");
    }

    /// <summary>Reads a moment: a span from now, a date (its beginning, UTC), or an RFC 3339 time.</summary>
    /// <exception cref="ArgumentException">It is none of these.</exception>
    public static DateTimeOffset Moment(string text, DateTimeOffset now)
    {
        string[] forms = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];
        if (DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment))
        {
            return moment;
        }

        return text.Contains('-', StringComparison.Ordinal)
            ? throw new ArgumentException($"\"{text}\" is no moment; write a date such as 2027-01-31, a time such as 2027-01-31T12:00:00Z, or {SpanRule}.")
            : now + Span(text);
    }
}
