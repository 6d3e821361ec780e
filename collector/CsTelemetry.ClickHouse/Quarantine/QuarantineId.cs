using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CsTelemetry.ClickHouse.Quarantine;

/// <summary>Names an event in quarantine for ever: its batch's place in a log, and its own place in the batch.</summary>
/// <param name="WalId">The log.</param>
/// <param name="WalSequence">The sequence of the batch in it.</param>
/// <param name="EventIndex">The event's place in the batch, from 0.</param>
public readonly record struct QuarantineId(ulong WalId, long WalSequence, int EventIndex)
{
    private const int WalIdDigits = 16;

    /// <summary>Reads what <see cref="ToString"/> wrote; false if it is anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out QuarantineId id)
    {
        id = default;
        var parts = text?.Split('-') ?? [];
        if (parts.Length != 3
            || parts[0].Length != WalIdDigits
            || !ulong.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var walId)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return false;
        }

        id = new QuarantineId(walId, sequence, index);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{WalId:x16}-{WalSequence}-{EventIndex}");
}
