using System.Globalization;
using System.Text;

namespace CsTelemetry.Collector.Scraping;

/// <summary>Writes samples in the Prometheus text format 0.0.4.</summary>
/// <remarks>By hand: the OpenTelemetry exporters for Prometheus are prereleases, and the format is a page long.</remarks>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder();
        foreach (var family in families.OrderBy(family => family.Name, StringComparer.Ordinal))
        {
            text.Append("# HELP ").Append(family.Name).Append(' ').Append(Escape(family.Help, quotes: false)).Append('\n');
            text.Append("# TYPE ").Append(family.Name).Append(' ').Append(family.Type).Append('\n');
            foreach (var sample in family.Samples)
            {
                text.Append(family.Name).Append(sample.Suffix);
                Labels(text, sample.Labels);
                text.Append(' ').Append(sample.Value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Turns an instrument's dotted name into a metric's.</summary>
    public static string NameOf(string instrument) => string.Concat(instrument.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static void Labels(StringBuilder text, IReadOnlyList<KeyValuePair<string, string>> labels)
    {
        if (labels.Count == 0)
        {
            return;
        }

        var parts = labels.Select(label => $"{NameOf(label.Key)}=\"{Escape(label.Value, quotes: true)}\"");
        text.Append('{').AppendJoin(',', parts).Append('}');
    }

    private static string Escape(string text, bool quotes)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}
