using System.Globalization;

namespace CsTelemetry.Persisting;

/// <summary>
/// Knows the names of the files. The owner is the client that answers for a file, and may change by renaming; the client
/// and the number are the batch's own for ever.
/// </summary>
internal readonly record struct FileName(FileKind Kind, ulong Owner, ulong ClientInstance, ulong BatchSequence)
{
    // OWNER.lock, OWNER.purge, OWNER-CLIENT-SEQUENCE.batch and OWNER-CLIENT-SEQUENCE.tmp, each number in 16 hexadecimal digits.
    private const int Digits = 16;
    private const int BatchStemLength = (3 * Digits) + 2;

    public static string Lock(ulong owner) => Hex(owner) + ".lock";

    public static string Purge(ulong owner) => Hex(owner) + ".purge";

    public static string Batch(ulong owner, ulong clientInstance, ulong batchSequence) => $"{Hex(owner)}-{Hex(clientInstance)}-{Hex(batchSequence)}.batch";

    public static string Temporary(ulong owner, ulong clientInstance, ulong batchSequence) => $"{Hex(owner)}-{Hex(clientInstance)}-{Hex(batchSequence)}.tmp";

    /// <summary>Reads a name; false when it is none of ours.</summary>
    public static bool TryParse(string name, out FileName parsed)
    {
        var dot = name.LastIndexOf('.');
        var kind = dot < 0 ? FileKind.None : name.Substring(dot) switch
        {
            ".batch" => FileKind.Batch,
            ".tmp" => FileKind.Temporary,
            ".lock" => FileKind.Lock,
            ".purge" => FileKind.Purge,
            _ => FileKind.None,
        };
        ulong client = 0, sequence = 0;
        var ours = kind != FileKind.None
            && TryHex(name, 0, out var owner)
            && (kind is FileKind.Lock or FileKind.Purge
                ? dot == Digits
                : dot == BatchStemLength && name[Digits] == '-' && name[(2 * Digits) + 1] == '-' && TryHex(name, Digits + 1, out client) && TryHex(name, (2 * Digits) + 2, out sequence))
            ? owner : (ulong?)null;
        parsed = new(kind, ours ?? 0, client, sequence);
        return ours is not null;
    }

    private static string Hex(ulong value) => value.ToString("x16", CultureInfo.InvariantCulture);

    private static bool TryHex(string name, int at, out ulong value)
    {
        value = 0;
        for (var i = at; i < at + Digits; i++)
        {
            var digit = i < name.Length ? "0123456789abcdef".IndexOf(name[i]) : -1;
            if (digit < 0)
            {
                return false;
            }

            value = (value << 4) | (uint)digit;
        }

        return true;
    }
}
