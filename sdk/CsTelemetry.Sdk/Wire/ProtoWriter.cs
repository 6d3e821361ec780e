using System.Buffers;
using System.Buffers.Binary;
using System.Text.Unicode;

namespace CsTelemetry.Wire;

/// <summary>Writes protobuf fields into a given room, with the shortest lengths. A false answer is explained by <see cref="Failure"/>.</summary>
internal ref struct ProtoWriter(Span<byte> room)
{
    private readonly Span<byte> _room = room;

    public int Position { get; private set; }

    public WriteFailure Failure { get; private set; }

    public bool TryFixed64(byte tag, ulong value)
    {
        if (_room.Length - Position < 9)
        {
            return Fail(WriteFailure.NoRoom);
        }

        _room[Position] = tag;
        BinaryPrimitives.WriteUInt64LittleEndian(_room[(Position + 1)..], value);
        Position += 9;
        return true;
    }

    public bool TryVarint(byte tag, ulong value)
    {
        var length = VarintBytes(value);
        if (_room.Length - Position < 1 + length)
        {
            return Fail(WriteFailure.NoRoom);
        }

        _room[Position++] = tag;
        PutVarint(Position, length, value);
        Position += length;
        return true;
    }

    public bool TryString(byte tag, string value, int limitBytes)
    {
        // A char makes at least one byte of UTF-8, so the length is at least as wide as this.
        var width = VarintBytes((uint)value.Length);
        var start = Position + 1 + width;
        if (start > _room.Length)
        {
            return Fail(WriteFailure.NoRoom);
        }

        var room = _room[start..];
        var target = room.Length > limitBytes ? room[..limitBytes] : room;
        var status = Utf8.FromUtf16(value, target, out _, out var written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
        {
            return Fail(status == OperationStatus.InvalidData ? WriteFailure.NotUnicode
                : target.Length < limitBytes ? WriteFailure.NoRoom : WriteFailure.TooLong);
        }

        _room[Position++] = tag;
        return TryPutLength(start, width, written);
    }

    /// <summary>Writes a string that is UTF-8 already.</summary>
    public bool TryBytes(byte tag, ReadOnlySpan<byte> value)
    {
        var width = VarintBytes((uint)value.Length);
        if (_room.Length - Position < 1 + width + value.Length)
        {
            return Fail(WriteFailure.NoRoom);
        }

        _room[Position] = tag;
        PutVarint(Position + 1, width, (uint)value.Length);
        value.CopyTo(_room[(Position + 1 + width)..]);
        Position += 1 + width + value.Length;
        return true;
    }

    /// <summary>Copies whole fields that were written before.</summary>
    public bool TryRaw(ReadOnlySpan<byte> fields)
    {
        if (_room.Length - Position < fields.Length)
        {
            return Fail(WriteFailure.NoRoom);
        }

        fields.CopyTo(_room[Position..]);
        Position += fields.Length;
        return true;
    }

    /// <summary>Begins a nested message whose length is expected to take <paramref name="width"/> bytes.</summary>
    public bool TryOpen(byte tag, int width, out int start)
    {
        start = Position + 1 + width;
        if (start > _room.Length)
        {
            return Fail(WriteFailure.NoRoom);
        }

        _room[Position] = tag;
        Position = start;
        return true;
    }

    /// <summary>Ends the nested message that began at <paramref name="start"/>.</summary>
    public bool TryClose(int start, int width)
    {
        var length = Position - start;
        Position = start - width;
        return TryPutLength(start, width, length);
    }

    /// <summary>Puts the length in front of bytes that stand at <paramref name="start"/>; moves them when it is wider or narrower than expected.</summary>
    private bool TryPutLength(int start, int width, int length)
    {
        var needed = VarintBytes((uint)length);
        if (needed != width)
        {
            if (start + needed - width + length > _room.Length)
            {
                return Fail(WriteFailure.NoRoom);
            }

            _room.Slice(start, length).CopyTo(_room[(start + needed - width)..]);
        }

        PutVarint(Position, needed, (uint)length);
        Position += needed + length;
        return true;
    }

    private readonly void PutVarint(int at, int length, ulong value)
    {
        for (var i = 0; i < length - 1; i++, value >>= 7)
        {
            _room[at + i] = (byte)(value | 0x80);
        }

        _room[at + length - 1] = (byte)value;
    }

    private bool Fail(WriteFailure failure)
    {
        Failure = failure;
        return false;
    }

#if NET
    // Seven bits a byte, without a loop: (bits × 9 + 64) / 64 is bits / 7 rounded up, for 1 to 64 bits.
    private static int VarintBytes(ulong value) => ((System.Numerics.BitOperations.Log2(value | 1) * 9) + 73) >> 6;
#else
    private static int VarintBytes(ulong value)
    {
        var bytes = 1;
        while ((value >>= 7) != 0)
        {
            bytes++;
        }

        return bytes;
    }
#endif
}
