namespace CsTelemetry.Persisting;

/// <summary>Computes CRC-32C (Castagnoli), which finds every burst of up to 32 flipped bits.</summary>
internal static class Crc32C
{
    private const uint ReversedPolynomial = 0x82F63B78;

    private static readonly uint[] Table = NewTable();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc = Table[(byte)(crc ^ one)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] NewTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ ReversedPolynomial : crc >> 1;
            }

            table[i] = crc;
        }

        return table;
    }
}
