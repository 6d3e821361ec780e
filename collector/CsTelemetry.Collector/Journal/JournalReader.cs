using System.Buffers.Binary;
using System.Text;

namespace CsTelemetry.Collector.Journal;

/// <summary>Reads back what <see cref="JournalWriter"/> wrote. Throws <see cref="InvalidDataException"/> on anything else.</summary>
internal ref struct JournalReader(ReadOnlySpan<byte> rest)
{
    private static readonly long EarliestMilliseconds = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long LatestMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private ReadOnlySpan<byte> _rest = rest;

    public readonly bool AtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("A journal record holds a number of more than 64 bits.");
    }

    /// <summary>Reads a count of things that take at least one byte each, so that a wrong one cannot reserve memory.</summary>
    public int Count()
    {
        var count = Varint();
        return count <= (ulong)_rest.Length
            ? (int)count
            : throw new InvalidDataException($"A journal record announces {count} entries in {_rest.Length} bytes.");
    }

    public ulong Fixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    public DateTimeOffset Time()
    {
        var milliseconds = (long)Fixed64();
        return milliseconds >= EarliestMilliseconds && milliseconds <= LatestMilliseconds
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw new InvalidDataException($"A journal record holds the time {milliseconds} ms, which no calendar has.");
    }

    public DateOnly Day()
    {
        var day = Varint();
        return day <= (ulong)DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)day)
            : throw new InvalidDataException($"A journal record holds the day {day}, which no calendar has.");
    }

    public ReadOnlySpan<byte> Bytes(int count) => Take(count);

    /// <summary>Takes all that is left.</summary>
    public ReadOnlySpan<byte> Rest() => Take(_rest.Length);

    public string Text() => Encoding.UTF8.GetString(Take(Count()));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw new InvalidDataException($"A journal record ends {count - _rest.Length} bytes too early.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
