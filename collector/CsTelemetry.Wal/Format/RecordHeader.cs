using System.Buffers.Binary;

namespace CsTelemetry.Wal.Format;

// | length:4 | payload crc32c:4 | sequence:8 | header crc32c:4 | payload:length |   little-endian
//
// The header's checksum covers the log's id and the 16 bytes before it, so the length can be trusted when only
// the payload is damaged, and a record of another log, or one that a client packed into its payload, never passes.
internal readonly record struct RecordHeader(int Length, uint PayloadCrc, long Sequence)
{
    public const int Bytes = 20;
    public const int MaxPayloadBytes = 64 * 1024 * 1024;
    private const int SealedBytes = 16;

    /// <summary>Starts every header checksum of one log.</summary>
    public static uint SeedFor(ulong logId) => Crc32C.Append(Crc32C.Start, logId);

    public static bool TryRead(ReadOnlySpan<byte> source, uint seed, out RecordHeader header)
    {
        header = default;
        if (source.Length < Bytes)
        {
            return false;
        }

        header = new RecordHeader(
            BinaryPrimitives.ReadInt32LittleEndian(source),
            BinaryPrimitives.ReadUInt32LittleEndian(source[4..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[8..]));
        return header.Length is >= 0 and <= MaxPayloadBytes
            && header.Sequence > 0
            && BinaryPrimitives.ReadUInt32LittleEndian(source[SealedBytes..]) == ~Crc32C.Append(seed, source[..SealedBytes]);
    }

    public void Write(Span<byte> target, uint seed)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, Length);
        BinaryPrimitives.WriteUInt32LittleEndian(target[4..], PayloadCrc);
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], Sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(target[SealedBytes..], ~Crc32C.Append(seed, target[..SealedBytes]));
    }
}
