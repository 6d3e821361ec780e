using System.Buffers;
using System.Globalization;
using System.Text;

namespace CsTelemetry.ClickHouse.Http;

/// <summary>Writes parameter values as ClickHouse reads them: "escaped" text, quoted inside arrays.</summary>
internal static class ParameterText
{
    internal const string Null = "\\N";

    private static readonly SearchValues<char> NeedEscape = SearchValues.Create("\\'\t\n\r\0");

    internal static string Of(string value) => Escaped(value, quoted: false);

    internal static string Quoted(string value) => $"'{Escaped(value, quoted: true)}'";

    internal static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    internal static string Of(ulong value) => value.ToString(CultureInfo.InvariantCulture);

    internal static string Of(UInt128 value) => value.ToString(CultureInfo.InvariantCulture);

    internal static string Of(double value) => value switch
    {
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => double.IsNaN(value) ? "nan" : value.ToString("R", CultureInfo.InvariantCulture),
    };

    internal static string Of(DateOnly value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static string Of(DateTimeOffset value) =>
        value.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    internal static string OfArray(IEnumerable<string> texts) => $"[{string.Join(',', texts)}]";

    private static string Escaped(string value, bool quoted)
    {
        if (!value.AsSpan().ContainsAny(NeedEscape))
        {
            return value;
        }

        var text = new StringBuilder(value.Length + 8);
        foreach (var character in value)
        {
            _ = character switch
            {
                '\\' => text.Append("\\\\"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\0' => text.Append("\\0"),
                '\'' when quoted => text.Append("\\'"),
                _ => text.Append(character),
            };
        }

        return text.ToString();
    }
}
