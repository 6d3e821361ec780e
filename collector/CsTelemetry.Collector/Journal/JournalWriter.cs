using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace CsTelemetry.Collector.Journal;

/// <summary>Writes the primitives of the journal's format: little-endian, LEB128 for counts, UTF-8 with a length.</summary>
internal sealed class JournalWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    public void Byte(byte value) => _buffer.Write([value]);

    public void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    public void Fixed64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.GetSpan(sizeof(ulong)), value);
        _buffer.Advance(sizeof(ulong));
    }

    public void Bytes(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

    public void Time(DateTimeOffset value) => Fixed64((ulong)value.ToUnixTimeMilliseconds());

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Varint((ulong)length);
        Encoding.UTF8.GetBytes(value, _buffer.GetSpan(length));
        _buffer.Advance(length);
    }
}
