using System.Buffers.Binary;

namespace CsTelemetry.Wire;

/// <summary>Reads protobuf fields from bytes that nobody vouches for. Every method answers false on bad bytes and never throws.</summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _left = bytes;

    public readonly bool AtEnd => _left.IsEmpty;

    public readonly int LeftBytes => _left.Length;

    public bool TryTag(out uint field, out int wireType)
    {
        field = 0;
        wireType = 0;
        if (!TryVarint(out var tag) || tag > uint.MaxValue)
        {
            return false;
        }

        field = (uint)tag >> 3;
        wireType = (int)(tag & 7);
        return field != 0;
    }

    public bool TryVarint(out ulong value)
    {
        value = 0;
        for (var i = 0; i < 10 && i < _left.Length; i++)
        {
            value |= (ulong)(_left[i] & 0x7f) << (7 * i);
            if (_left[i] < 0x80)
            {
                _left = _left[(i + 1)..];
                return true;
            }
        }

        return false;
    }

    public bool TryFixed64(out ulong value)
    {
        if (!BinaryPrimitives.TryReadUInt64LittleEndian(_left, out value))
        {
            return false;
        }

        _left = _left[8..];
        return true;
    }

    public bool TryBytes(out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!TryVarint(out var length) || length > (ulong)_left.Length)
        {
            return false;
        }

        value = _left[..(int)length];
        _left = _left[(int)length..];
        return true;
    }

    /// <summary>Steps over a field that this reader has no use for.</summary>
    public bool TrySkip(int wireType)
    {
        switch (wireType)
        {
            case 0:
                return TryVarint(out _);
            case 1:
                return TryFixed64(out _);
            case 2:
                return TryBytes(out _);
            case 5 when _left.Length >= 4:
                _left = _left[4..];
                return true;
            default:
                return false;
        }
    }
}
