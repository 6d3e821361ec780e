using System.Globalization;
using System.Text.RegularExpressions;

namespace CsTelemetry.ClickHouse.Http;

/// <summary>Takes number, name and message out of "Code: 60. DB::Exception: … (UNKNOWN_TABLE) (version …)".</summary>
internal readonly partial record struct ErrorText(int Code, string Name, string Message)
{
    /// <summary>The most characters of a server's message that are kept.</summary>
    internal const int MaxMessageLength = 2_000;

    /// <summary>Reads the text; <paramref name="code"/> is the header's number and 0 without one.</summary>
    internal static ErrorText Parse(string text, int code)
    {
        if (code == 0 && NumberPattern().Match(text) is { Success: true } number)
        {
            code = int.Parse(number.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        }

        var name = "";
        foreach (Match match in NamePattern().Matches(text))
        {
            // The last one: a message may quote another error.
            name = match.Groups[1].Value;
        }

        var message = text.Trim();
        return new(code, name, message.Length <= MaxMessageLength ? message : message[..MaxMessageLength] + "…");
    }

    [GeneratedRegex(@"^\s*Code: (\d{1,6})\.", RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"\(([A-Z][A-Z0-9_]{2,})\)", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
