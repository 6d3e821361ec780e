using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CsTelemetry.Collector.Wire;

/// <summary>
/// Walks the fields of one protobuf message where it lies. It takes and refuses what Google.Protobuf takes and refuses,
/// which a property test holds. Throws <see cref="InvalidDataException"/> on bytes that are no message.
/// </summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private const int MaxVarintBytes = 10;

    /// <summary>How deep unknown groups may lie in each other; protobuf's own limit.</summary>
    private const int MaxGroupDepth = 100;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Gets how many bytes have been read.</summary>
    public int Position { get; private set; }

    /// <summary>Reads the next field's tag; false at the end of the message.</summary>
    public bool TryReadTag(out uint tag)
    {
        if (Position == _bytes.Length)
        {
            tag = 0;
            return false;
        }

        tag = (uint)Varint();
        return tag >> 3 != 0 ? true : throw new InvalidDataException("A field has the number 0.");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Varint()
    {
        if (Position < _bytes.Length && _bytes[Position] < 0x80)
        {
            return _bytes[Position++];
        }

        return LongVarint();
    }

    public ulong Fixed64()
    {
        var value = BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));
        return value;
    }

    public ReadOnlySpan<byte> Bytes()
    {
        var length = (int)Varint();
        return length >= 0 ? Take(length) : throw new InvalidDataException($"A field announces {length} bytes.");
    }

    /// <summary>Steps over a field that is not known here.</summary>
    public void Skip(uint tag) => Skip(tag, 0);

    private void Skip(uint tag, int depth)
    {
        switch (tag & 7)
        {
            case 0:
                Varint();
                break;
            case 1:
                Take(sizeof(ulong));
                break;
            case 2:
                Bytes();
                break;
            case 3:
                SkipGroup(tag, depth + 1);
                break;
            case 5:
                Take(sizeof(uint));
                break;
            default:
                throw new InvalidDataException($"The field {tag >> 3} has the wire type {tag & 7}, which cannot stand there.");
        }
    }

    private void SkipGroup(uint start, int depth)
    {
        if (depth > MaxGroupDepth)
        {
            throw new InvalidDataException($"Groups lie in each other more than {MaxGroupDepth} deep.");
        }

        while (TryReadTag(out var tag))
        {
            if ((tag & 7) == 4)
            {
                if (tag >> 3 != start >> 3)
                {
                    throw new InvalidDataException($"The group {start >> 3} is ended as {tag >> 3}.");
                }

                return;
            }

            Skip(tag, depth);
        }

        throw new InvalidDataException($"The group {start >> 3} does not end.");
    }

    private ulong LongVarint()
    {
        ulong value = 0;
        for (var i = 0; i < MaxVarintBytes; i++)
        {
            if (Position == _bytes.Length)
            {
                throw new InvalidDataException("A number ends too early.");
            }

            var next = _bytes[Position++];
            value |= (ulong)(next & 0x7f) << (7 * i);
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("A number has more than ten bytes.");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - Position)
        {
            throw new InvalidDataException($"A field ends {count - (_bytes.Length - Position)} bytes behind its message.");
        }

        var taken = _bytes.Slice(Position, count);
        Position += count;
        return taken;
    }
}
