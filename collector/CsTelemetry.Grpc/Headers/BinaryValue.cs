using System.Buffers.Text;

namespace CsTelemetry.Grpc.Headers;

/// <summary>Encodes and decodes metadata whose key ends in "-bin": base64, without padding on the way out, with or without on the way in.</summary>
internal static class BinaryValue
{
    public static string Encode(ReadOnlySpan<byte> value) => Convert.ToBase64String(value).TrimEnd('=');

    /// <summary>Decodes one value.</summary>
    /// <returns>False when the text is not base64.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] value)
    {
        var digits = text.Trim(' ').TrimEnd('=');
        var padded = string.Concat(digits, "===".AsSpan(0, (4 - (digits.Length % 4)) % 4));
        value = [];
        if (!Base64.IsValid(padded, out var length))
        {
            return false;
        }

        value = new byte[length];
        return Convert.TryFromBase64String(padded, value, out _);
    }

    /// <summary>Decodes all values of a key; proxies may have joined them with commas.</summary>
    /// <returns>False when one of them is not base64.</returns>
    public static bool TryDecodeAll(IEnumerable<string?> texts, out IReadOnlyList<byte[]> values)
    {
        var decoded = new List<byte[]>();
        values = decoded;
        foreach (var text in texts.SelectMany(joined => (joined ?? string.Empty).Split(',')))
        {
            if (!TryDecode(text, out var value))
            {
                return false;
            }

            decoded.Add(value);
        }

        return true;
    }
}
