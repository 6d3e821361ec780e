using System.Buffers;
using System.Text;
using System.Text.Unicode;
using CsTelemetry.Collector.Events;

namespace CsTelemetry.Collector.Validating;

/// <summary>Checks one string, as the UTF-8 it came in. Pure.</summary>
internal static class TextCheck
{
    // What begins U+0080 to U+00BF: the first half of it are control characters.
    private const byte Latin1Lead = 0xC2;
    private const byte LastControlTail = 0x9F;

    private static readonly SearchValues<byte> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(control => (byte)control), 0x7F, Latin1Lead]);

    /// <summary>Says what is wrong; null if nothing is.</summary>
    public static Fault? Fault(string field, ReadOnlySpan<byte> text, int maxBytes)
    {
        if (text.Length > maxBytes)
        {
            return new(RejectionCode.TooLarge, $"{field} is {text.Length} bytes of UTF-8; the limit is {maxBytes}. Shorten it or hash it.");
        }

        if (!Utf8.IsValid(text))
        {
            return new(RejectionCode.NotUtf8, $"{field} is not UTF-8; encode it as such.");
        }

        return ControlIn(text) is { } control
            ? new(RejectionCode.InvalidValue, $"{field} holds the control character U+{control:X4}; remove it.")
            : null;
    }

    /// <summary>The same for a string of .NET's.</summary>
    public static Fault? Fault(string field, string text, int maxBytes) => Fault(field, Encoding.UTF8.GetBytes(text), maxBytes);

    private static int? ControlIn(ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAny(Suspects) is >= 0 and var at)
        {
            if (text[at] != Latin1Lead)
            {
                return text[at];
            }

            if (text[at + 1] <= LastControlTail)
            {
                return text[at + 1];
            }

            text = text[(at + 2)..];
        }

        return null;
    }
}
