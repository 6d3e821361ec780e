using System.Buffers;
using System.Buffers.Binary;

namespace CsTelemetry.Grpc.Framing;

// | compressed:1 (0 or 1) | payload length:4 | payload |   big-endian

/// <summary>The prefix of each message on the wire.</summary>
internal readonly record struct FrameHeader(byte Flag, uint PayloadBytes)
{
    public const int Size = 5;

    public bool IsCompressed => Flag == 1;

    /// <summary>Reads a header from the front of what has arrived.</summary>
    /// <returns>False when not all of it has.</returns>
    public static bool TryRead(in ReadOnlySequence<byte> buffer, out FrameHeader header)
    {
        Span<byte> bytes = stackalloc byte[Size];
        header = default;
        if (buffer.Length < Size)
        {
            return false;
        }

        buffer.Slice(0, Size).CopyTo(bytes);
        header = new FrameHeader(bytes[0], BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]));
        return true;
    }

    public static void Write(Span<byte> destination, bool compressed, int payloadBytes)
    {
        destination[0] = compressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(destination[1..], (uint)payloadBytes);
    }
}
