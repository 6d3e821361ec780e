using System.Buffers.Binary;

namespace CsTelemetry.Wal.Format;

// | magic:8 | version:4 | prepared bytes:4 | log id:8 | first sequence:8 | created at, Unix ms:8 |
// | previous segment's first sequence:8 | previous segment's sealed bytes:8 | zero:4 | crc32c:4 |   little-endian
//
// "Previous" is what makes gaps and failed writes exact: a segment whose predecessor is not in the directory was
// robbed of it, and bytes of the predecessor beyond the sealed ones were never acknowledged. Zero means unknown.
//
// "Prepared bytes" is how long the file was made, in zeros, before its first record; zero when it grows with its records.
// While it is still that long, zeros at its end are room that was never used, and no lost write.
internal readonly record struct SegmentHeader(
    ulong LogId, long FirstSequence, long CreatedAtUnixMilliseconds, long PreviousFirstSequence, long PreviousBytes, int PreparedBytes = 0)
{
    public const int Bytes = 64;
    private const int Version = 1;
    private const int CrcOffset = Bytes - sizeof(uint);

    private static ReadOnlySpan<byte> Magic => "CSTWALSG"u8;

    public static bool TryRead(ReadOnlySpan<byte> source, out SegmentHeader header)
    {
        header = default;
        if (source.Length < Bytes
            || !source.StartsWith(Magic)
            || BinaryPrimitives.ReadInt32LittleEndian(source[8..]) != Version
            || BinaryPrimitives.ReadUInt32LittleEndian(source[CrcOffset..]) != Crc32C.Of(source[..CrcOffset]))
        {
            return false;
        }

        header = new SegmentHeader(
            BinaryPrimitives.ReadUInt64LittleEndian(source[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[40..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[48..]),
            BinaryPrimitives.ReadInt32LittleEndian(source[12..]));
        return true;
    }

    public void Write(Span<byte> target)
    {
        target[..Bytes].Clear();
        Magic.CopyTo(target);
        BinaryPrimitives.WriteInt32LittleEndian(target[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(target[12..], PreparedBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(target[16..], LogId);
        BinaryPrimitives.WriteInt64LittleEndian(target[24..], FirstSequence);
        BinaryPrimitives.WriteInt64LittleEndian(target[32..], CreatedAtUnixMilliseconds);
        BinaryPrimitives.WriteInt64LittleEndian(target[40..], PreviousFirstSequence);
        BinaryPrimitives.WriteInt64LittleEndian(target[48..], PreviousBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(target[CrcOffset..], Crc32C.Of(target[..CrcOffset]));
    }
}
