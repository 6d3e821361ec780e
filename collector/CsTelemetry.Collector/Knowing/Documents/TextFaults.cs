using System.Buffers;
using System.Text;

namespace CsTelemetry.Collector.Knowing.Documents;

/// <summary>Finds what is wrong with texts that people gave. Pure.</summary>
internal static class TextFaults
{
    public static string Shown(string value) => value.Length <= 60 ? value : value[..60] + "…";

    public static string? Find(string value, int maxLength) =>
        value.Length == 0 ? "It is empty; leave it out instead."
        : value.Length > maxLength ? $"It has {value.Length} characters; it may have {maxLength}."
        : value.Any(char.IsControl) ? "It has a control character; leave it out."
        : HasLoneSurrogate(value) ? "It is no valid Unicode text: a surrogate stands alone."
        : null;

    private static bool HasLoneSurrogate(string value)
    {
        for (var rest = value.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var consumed) != OperationStatus.Done)
            {
                return true;
            }

            rest = rest[consumed..];
        }

        return false;
    }
}
