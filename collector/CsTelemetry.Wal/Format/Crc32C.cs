using System.Buffers.Binary;
using System.Numerics;

namespace CsTelemetry.Wal.Format;

/// <summary>Computes CRC-32C (Castagnoli) with the processor's own instruction, eight bytes at a time.</summary>
internal static class Crc32C
{
    /// <summary>Is the state before the first byte.</summary>
    public const uint Start = 0xFFFF_FFFF;

    public static uint Of(ReadOnlySpan<byte> bytes) => ~Append(Start, bytes);

    /// <summary>Carries a state over more bytes; the checksum is the complement of the last state.</summary>
    public static uint Append(uint state, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var value in bytes)
        {
            state = BitOperations.Crc32C(state, value);
        }

        return state;
    }

    public static uint Append(uint state, ulong value) => BitOperations.Crc32C(state, value);
}
