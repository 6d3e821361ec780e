using System.Buffers.Binary;
using CsTelemetry.Buffering;
using CsTelemetry.Wire;

namespace CsTelemetry.Persisting;

/// <summary>Knows the layout of a file that holds one batch.</summary>
internal static class BatchFile
{
    // | "CSTB" | version:2 | header bytes:2 | created at:8 | client:8 | batch sequence:8 | first event:8 | event count:4 |
    // | frame bytes:4 | crc32c of the frame:4 | crc32c of all before:4 | may have arrived at:8 | crc32c of that:4 | frame |
    // Little-endian. What may change after writing has a checksum of its own, so that it is overwritten in place.
    public const int HeaderBytes = 68;
    public const int ArrivalAt = 56;
    public const int MaxFrameBytes = 1024 * 1024;
    public const int MaxBytes = HeaderBytes + MaxFrameBytes;
    private const uint Magic = 0x42545343;
    private const ushort Version = 1;
    private const int HeaderCrcAt = 52;

    /// <summary>Makes the bytes of the file.</summary>
    public static byte[] Write(Chunk batch, long createdAt, out BatchHeader header)
    {
        var frame = batch.Frame.Span;
        var file = new byte[HeaderBytes + frame.Length];
        frame.CopyTo(file.AsSpan(HeaderBytes));
        // An attempt may be stamping the batch right now; on disk the time means nothing.
        BatchFrame.StampSentAt(file.AsSpan(HeaderBytes), 0);
        header = new(
            BatchFrame.ClientOf(frame), batch.BatchSequence, batch.FirstSequence, batch.EventCount, createdAt, batch.MayHaveArrivedAt, frame.Length, Crc32C.Of(file.AsSpan(HeaderBytes)));
        Put(file, in header);
        Arrival(header.MayHaveArrivedAt).CopyTo(file, ArrivalAt);
        return file;
    }

    /// <summary>Reads the head of a file of that length.</summary>
    public static HeaderState ReadHeader(ReadOnlySpan<byte> file, long fileBytes, out BatchHeader header)
    {
        header = default;
        if (file.Length < 8 || BinaryPrimitives.ReadUInt32LittleEndian(file) != Magic)
        {
            return HeaderState.Damaged;
        }

        var version = BinaryPrimitives.ReadUInt16LittleEndian(file[4..]);
        if (version > Version)
        {
            return HeaderState.Newer;
        }

        if (version != Version || file.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(file[HeaderCrcAt..]) != Crc32C.Of(file[..HeaderCrcAt]))
        {
            return HeaderState.Damaged;
        }

        header = Get(file);
        return header.EventCount > 0 && header.FrameBytes is > 0 and <= MaxFrameBytes && fileBytes == HeaderBytes + header.FrameBytes
            ? HeaderState.Good : HeaderState.Damaged;
    }

    /// <summary>Tells whether the whole file is what its header says.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> file, in BatchHeader header) =>
        file.Length == HeaderBytes + header.FrameBytes
        && Crc32C.Of(file[HeaderBytes..]) == header.FrameCrc
        && BatchFrame.Is(file[HeaderBytes..], header.ClientInstance, header.BatchSequence);

    /// <summary>Makes the bytes that stand at <see cref="ArrivalAt"/>.</summary>
    public static byte[] Arrival(long mayHaveArrivedAt)
    {
        var bytes = new byte[12];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, mayHaveArrivedAt);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Crc32C.Of(bytes.AsSpan(0, 8)));
        return bytes;
    }

    private static void Put(Span<byte> file, in BatchHeader header)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(file, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(file[4..], Version);
        BinaryPrimitives.WriteUInt16LittleEndian(file[6..], HeaderBytes);
        BinaryPrimitives.WriteInt64LittleEndian(file[8..], header.CreatedAt);
        BinaryPrimitives.WriteUInt64LittleEndian(file[16..], header.ClientInstance);
        BinaryPrimitives.WriteUInt64LittleEndian(file[24..], header.BatchSequence);
        BinaryPrimitives.WriteUInt64LittleEndian(file[32..], header.FirstEvent);
        BinaryPrimitives.WriteInt32LittleEndian(file[40..], header.EventCount);
        BinaryPrimitives.WriteInt32LittleEndian(file[44..], header.FrameBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(file[48..], header.FrameCrc);
        BinaryPrimitives.WriteUInt32LittleEndian(file[HeaderCrcAt..], Crc32C.Of(file[..HeaderCrcAt]));
    }

    private static BatchHeader Get(ReadOnlySpan<byte> file)
    {
        var createdAt = BinaryPrimitives.ReadInt64LittleEndian(file[8..]);
        // A mark that was torn was being written, for an attempt that was to begin: the careful answer is the earliest.
        var arrived = BinaryPrimitives.ReadUInt32LittleEndian(file[(ArrivalAt + 8)..]) == Crc32C.Of(file.Slice(ArrivalAt, 8))
            ? BinaryPrimitives.ReadInt64LittleEndian(file[ArrivalAt..]) : createdAt;
        return new(
            BinaryPrimitives.ReadUInt64LittleEndian(file[16..]),
            BinaryPrimitives.ReadUInt64LittleEndian(file[24..]),
            BinaryPrimitives.ReadUInt64LittleEndian(file[32..]),
            BinaryPrimitives.ReadInt32LittleEndian(file[40..]),
            createdAt,
            arrived,
            BinaryPrimitives.ReadInt32LittleEndian(file[44..]),
            BinaryPrimitives.ReadUInt32LittleEndian(file[48..]));
    }
}
