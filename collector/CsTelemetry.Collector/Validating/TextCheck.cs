using System.Text;
using CsTelemetry.Collector.Events;

namespace CsTelemetry.Collector.Validating;

/// <summary>Checks one string of an event.</summary>
internal static class TextCheck
{
    // What the wire reader puts in the place of bytes that are not UTF-8.
    private const char Replacement = '�';

    public static (RejectionCode Code, string Message)? Fault(string field, string text, int maxBytes)
    {
        // Every char is at least one byte, so the exact count is only needed for what might fit.
        if (text.Length > maxBytes || Encoding.UTF8.GetByteCount(text) > maxBytes)
        {
            return (RejectionCode.TooLarge, $"{field} is {Encoding.UTF8.GetByteCount(text)} bytes of UTF-8; the limit is {maxBytes}. Shorten it or hash it.");
        }

        foreach (var c in text)
        {
            if (c == Replacement)
            {
                return (RejectionCode.InvalidValue, $"{field} is not UTF-8 (or holds U+FFFD, which stands for bytes that are not).");
            }

            if (char.IsControl(c))
            {
                return (RejectionCode.InvalidValue, $"{field} holds the control character U+{(int)c:X4}; remove it.");
            }
        }

        return null;
    }
}
