using System.Text;

namespace CsTelemetry.Compatibility;

/// <summary>Adds what later runtimes know about texts.</summary>
internal static class TextExtensions
{
    extension(string)
    {
        public static string Create(IFormatProvider provider, FormattableString text) => text.ToString(provider);
    }

    extension(Encoding encoding)
    {
        public string GetString(ReadOnlySpan<byte> bytes) => encoding.GetString(bytes.ToArray());
    }

    public static bool ContainsAnyExceptInRange(this ReadOnlySpan<char> text, char least, char most)
    {
        foreach (var one in text)
        {
            if (one < least || one > most)
            {
                return true;
            }
        }

        return false;
    }
}
