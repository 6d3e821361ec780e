using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CsTelemetry.Collector.Wire;

/// <summary>Hashes short strings where they lie. Seeded at each start, so that nobody can choose strings that collide; never store one.</summary>
/// <remarks>Eight bytes at a time are mixed by the two halves of a 128-bit product, as wyhash does (Wang Yi, public domain).</remarks>
internal static class Utf8Hash
{
    private const ulong First = 0xa076_1d64_78bd_642f;
    private const ulong Second = 0xe703_7ed1_a0b4_28db;

    private static readonly ulong Seed = MemoryMarshal.Read<ulong>(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    public static ulong Of(ReadOnlySpan<byte> text)
    {
        var hash = Seed ^ (ulong)text.Length;
        while (text.Length >= sizeof(ulong))
        {
            hash = Mix(hash ^ First, BinaryPrimitives.ReadUInt64LittleEndian(text) ^ Second);
            text = text[sizeof(ulong)..];
        }

        return Mix(hash ^ Second, Rest(text) ^ First);
    }

    private static ulong Rest(ReadOnlySpan<byte> text)
    {
        ulong rest = 0;
        foreach (var next in text)
        {
            rest = (rest << 8) | next;
        }

        return rest;
    }

    private static ulong Mix(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }
}
