using System.Text;
using CsTelemetry.Wire;

namespace CsTelemetry;

/// <summary>
/// Holds a feature's key or another name in the form it travels in, so that a call that uses it copies bytes and converts
/// nothing. Make it once and keep it in a static field. Immutable; safe for any number of threads.
/// </summary>
public sealed class TelemetryName
{
    /// <summary>Makes a name.</summary>
    /// <param name="text">The name, such as <c>reports.export</c>; 1 to 256 bytes of UTF-8.</param>
    /// <exception cref="ArgumentException">The text is empty, too long, or holds half a surrogate pair.</exception>
    public TelemetryName(string text)
    {
        if (string.IsNullOrEmpty(text))
        {
            throw new ArgumentException("The name is empty; it must have 1 to 256 bytes of UTF-8.", nameof(text));
        }

        Text = text;
        Utf8 = Encode(text);
    }

    private TelemetryName(string text, byte[] utf8)
    {
        Text = text;
        Utf8 = utf8;
    }

    /// <summary>Gets the name as text.</summary>
    public string Text { get; }

    internal byte[] Utf8 { get; }

    /// <inheritdoc/>
    public override string ToString() => Text;

    internal static TelemetryName FromAscii(string text) => new(text, Encoding.ASCII.GetBytes(text));

    private static byte[] Encode(string text)
    {
        byte[] utf8;
        try
        {
            utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            throw new ArgumentException("The name holds half a surrogate pair.", nameof(text));
        }

        return utf8.Length <= EventRules.MaxStringBytes
            ? utf8
            : throw new ArgumentException($"The name has {utf8.Length} bytes of UTF-8; it must have at most {EventRules.MaxStringBytes}.", nameof(text));
    }
}
