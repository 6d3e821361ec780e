using System.Buffers;
using System.Text;

namespace CsTelemetry.Grpc.Statuses;

/// <summary>Writes a status message as grpc-message wants it: UTF-8, percent-encoded, of limited length.</summary>
internal static class StatusText
{
    private const string HexDigits = "0123456789ABCDEF";

    // Printable ASCII without the percent sign travels as it is.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(0x20, 0x7F - 0x20).Select(c => (char)c).Where(c => c != '%')]);

    public static string Cut(string text)
    {
        if (text.Length <= GrpcException.MaxMessageLength)
        {
            return text;
        }

        // A pair of surrogates is cut as a whole.
        var length = GrpcException.MaxMessageLength;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    public static string Encode(string text)
    {
        var cut = Cut(text);
        if (!cut.AsSpan().ContainsAnyExcept(Plain))
        {
            return cut;
        }

        // A lone surrogate becomes U+FFFD here rather than an exception.
        var encoded = new StringBuilder(cut.Length * 3);
        foreach (var octet in Encoding.UTF8.GetBytes(cut))
        {
            _ = Plain.Contains((char)octet)
                ? encoded.Append((char)octet)
                : encoded.Append('%').Append(HexDigits[octet >> 4]).Append(HexDigits[octet & 0xF]);
        }

        return encoded.ToString();
    }
}
