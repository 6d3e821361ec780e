using System.Globalization;

namespace CsTelemetry.Wal.Format;

/// <summary>Names a segment's file after its first sequence, zero padded, so that names sort as sequences do.</summary>
internal static class SegmentName
{
    public const string Extension = ".wal";
    public const string TemporaryExtension = ".tmp";
    private const int Digits = 20;

    // Half of the range is left over: a stray file must not be able to use up all sequences.
    private const long LargestSequence = long.MaxValue / 2;

    public static string For(long firstSequence) =>
        firstSequence.ToString("D20", CultureInfo.InvariantCulture) + Extension;

    public static bool TryParse(string name, out long firstSequence)
    {
        firstSequence = 0;
        return name.Length == Digits + Extension.Length
            && name.EndsWith(Extension, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out firstSequence)
            && firstSequence is >= 1 and <= LargestSequence;
    }
}
