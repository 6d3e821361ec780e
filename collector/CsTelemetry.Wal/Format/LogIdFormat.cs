using System.Buffers.Binary;

namespace CsTelemetry.Wal.Format;

// | magic:8 | version:4 | log id:8 | crc32c:4 |   little-endian
internal static class LogIdFormat
{
    public const string FileName = "wal.id";
    public const int Bytes = 24;
    private const int Version = 1;

    private static ReadOnlySpan<byte> Magic => "CSTWALID"u8;

    public static bool TryRead(ReadOnlySpan<byte> source, out ulong id)
    {
        id = 0;
        if (source.Length != Bytes
            || !source.StartsWith(Magic)
            || BinaryPrimitives.ReadInt32LittleEndian(source[8..]) != Version
            || BinaryPrimitives.ReadUInt32LittleEndian(source[20..]) != Crc32C.Of(source[..20]))
        {
            return false;
        }

        id = BinaryPrimitives.ReadUInt64LittleEndian(source[12..]);
        return id != 0;
    }

    public static void Write(Span<byte> target, ulong id)
    {
        Magic.CopyTo(target);
        BinaryPrimitives.WriteInt32LittleEndian(target[8..], Version);
        BinaryPrimitives.WriteUInt64LittleEndian(target[12..], id);
        BinaryPrimitives.WriteUInt32LittleEndian(target[20..], Crc32C.Of(target[..20]));
    }
}
