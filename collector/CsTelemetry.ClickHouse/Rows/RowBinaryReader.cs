using System.Buffers.Binary;
using System.Text;

namespace CsTelemetry.ClickHouse.Rows;

/// <summary>
/// Reads the columns of one row, in the order of the SQL's SELECT. A read function must only read
/// and build: it is called again from the start of the row when the row's end has not arrived yet.
/// LowCardinality(T) and SimpleAggregateFunction(f, T) read as T; Enum8 as Int8. Not thread-safe.
/// </summary>
public sealed class RowBinaryReader
{
    private byte[] _bytes = [];
    private int _end;

    internal RowBinaryReader()
    {
    }

    internal int Position { get; set; }

    internal void Point(byte[] bytes, int start, int end) => (_bytes, Position, _end) = (bytes, start, end);

    /// <summary>Reads a UInt8.</summary>
    public byte ReadUInt8() => Take(1)[0];

    /// <summary>Reads an Int8, also an Enum8's number.</summary>
    public sbyte ReadInt8() => (sbyte)Take(1)[0];

    /// <summary>Reads a UInt16.</summary>
    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    /// <summary>Reads an Int16.</summary>
    public short ReadInt16() => BinaryPrimitives.ReadInt16LittleEndian(Take(2));

    /// <summary>Reads a UInt32.</summary>
    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>Reads an Int32.</summary>
    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    /// <summary>Reads a UInt64, also what count() answers.</summary>
    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>Reads an Int64.</summary>
    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    /// <summary>Reads a UInt128.</summary>
    public UInt128 ReadUInt128() => BinaryPrimitives.ReadUInt128LittleEndian(Take(16));

    /// <summary>Reads a Float32.</summary>
    public float ReadFloat32() => BinaryPrimitives.ReadSingleLittleEndian(Take(4));

    /// <summary>Reads a Float64.</summary>
    public double ReadFloat64() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    /// <summary>Reads a Bool.</summary>
    public bool ReadBoolean() => Take(1)[0] != 0;

    /// <summary>Reads a Date (1970 to 2149).</summary>
    public DateOnly ReadDate() => DateOnly.FromDayNumber(DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber + ReadUInt16());

    /// <summary>Reads a DateTime64(3), in UTC whatever the column's time zone is.</summary>
    public DateTimeOffset ReadDateTime64() => DateTimeOffset.FromUnixTimeMilliseconds(ReadInt64());

    /// <summary>Reads a String. Bytes that are not UTF-8 become U+FFFD.</summary>
    public string ReadString() => Encoding.UTF8.GetString(Take(ReadLength()));

    /// <summary>Reads a String's bytes, which stay valid until the read function returns.</summary>
    public ReadOnlySpan<byte> ReadBytes() => Take(ReadLength());

    /// <summary>Reads a Nullable(T) of a value type.</summary>
    public T? ReadNullable<T>(Func<RowBinaryReader, T> read)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(read);
        return ReadBoolean() ? null : read(this);
    }

    /// <summary>Reads a Nullable(String).</summary>
    public string? ReadNullableString() => ReadBoolean() ? null : ReadString();

    /// <summary>Reads an Array(T).</summary>
    public T[] ReadArray<T>(Func<RowBinaryReader, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var count = ReadLength();
        // Each item has at least one byte: a count beyond the bytes at hand waits for more, or fails.
        Need(count);
        var items = new T[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = read(this);
        }

        return items;
    }

    /// <summary>Reads a Map(String, String); a key that comes twice keeps its last value.</summary>
    public Dictionary<string, string> ReadMap()
    {
        var count = ReadLength();
        Need(count);
        var map = new Dictionary<string, string>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var key = ReadString();
            map[key] = ReadString();
        }

        return map;
    }

    private int ReadLength()
    {
        ulong length = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var part = Take(1)[0];
            length |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80 && length <= int.MaxValue)
            {
                return (int)length;
            }
        }

        throw new FormatException("A length in the answer is over 2 GiB: the SQL's columns and the read function differ.");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        Need(count);
        var span = _bytes.AsSpan(Position, count);
        Position += count;
        return span;
    }

    private void Need(int count)
    {
        if (count > _end - Position)
        {
            throw RowIncompleteException.Instance;
        }
    }
}
