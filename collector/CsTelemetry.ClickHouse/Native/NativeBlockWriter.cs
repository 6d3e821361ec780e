using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace CsTelemetry.ClickHouse.Native;

// | columns: varint | rows: varint | then per column: name: text | type: text | values |
// text = length: varint, bytes. Numbers are little-endian. A map is the running total of pairs after
// each row as UInt64, then all keys as text, then all values as text.

/// <summary>
/// Builds Native blocks, column by column, in one pooled buffer that it keeps from block to block:
/// <c>BeginBlock</c>, then for each column <c>BeginColumn</c> and one value per row, then
/// <c>EndBlock</c>. Allocates nothing per row. Not thread-safe. Misuse throws
/// <see cref="InvalidOperationException"/> that names the column.
/// </summary>
public sealed class NativeBlockWriter : IDisposable
{
    /// <summary>The most rows of one block: 500,000. The server must never cut a block in two.</summary>
    public const int MaxRowCount = 500_000;

    /// <summary>The default for the most bytes of one block: 128 MiB.</summary>
    public const int DefaultMaxBlockBytes = 128 * 1024 * 1024;

    private readonly BlockBuffer _buffer;
    private readonly ColumnProgress _column = new();
    private string[] _names = [];
    private int _begun;
    private int _rows = -1;

    /// <summary>Makes a writer whose blocks have at most <paramref name="maxBlockBytes"/> bytes; 1 KiB to 128 MiB.</summary>
    public NativeBlockWriter(int maxBlockBytes = DefaultMaxBlockBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBlockBytes, 1024);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxBlockBytes, DefaultMaxBlockBytes);
        _buffer = new BlockBuffer(maxBlockBytes);
    }

    /// <summary>Gets the bytes written since <see cref="BeginBlock"/>.</summary>
    public int LengthBytes => _buffer.Length;

    internal int Generation { get; private set; }

    /// <summary>Begins a block of exactly so many columns (1 to 1,000) and rows (1 to <see cref="MaxRowCount"/>).</summary>
    public void BeginBlock(int columnCount, int rowCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columnCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columnCount, 1_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(rowCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rowCount, MaxRowCount);
        Generation++;
        _buffer.Clear();
        _column.Begin("", NativeType.String, 0);
        (_names, _begun, _rows) = (new string[columnCount], 0, rowCount);
        _buffer.WriteVarint((uint)columnCount);
        _buffer.WriteVarint((uint)rowCount);
    }

    /// <summary>Ends the column before and begins the next.</summary>
    public void BeginColumn(string name, NativeType type)
    {
        Identifier.Check(name, "column");
        _column.End();
        if (_rows < 0 || _begun == _names.Length)
        {
            throw new InvalidOperationException($"Column '{name}' is one more than the {_names.Length} that BeginBlock announced.");
        }

        _names[_begun++] = name;
        _buffer.WriteText(Encoding.UTF8.GetBytes(name));
        _buffer.WriteText(NativeTypeNames.Of(type));
        _column.Begin(name, type, _rows);
    }

    /// <summary>Writes a String.</summary>
    public void WriteString(ReadOnlySpan<byte> utf8)
    {
        _column.Take(NativeType.String, 1);
        _buffer.WriteText(utf8);
    }

    /// <summary>Writes a UInt8.</summary>
    public void WriteUInt8(byte value) => Next(NativeType.UInt8, 1)[0] = value;

    /// <summary>Writes an Int8, or the number of an Enum8.</summary>
    public void WriteInt8(sbyte value) => Next(NativeType.Int8, 1)[0] = (byte)value;

    /// <summary>Writes a Bool.</summary>
    public void WriteBoolean(bool value) => Next(NativeType.Boolean, 1)[0] = value ? (byte)1 : (byte)0;

    /// <summary>Writes a UInt16.</summary>
    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Next(NativeType.UInt16, 2), value);

    /// <summary>Writes a UInt32.</summary>
    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Next(NativeType.UInt32, 4), value);

    /// <summary>Writes a UInt64.</summary>
    public void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Next(NativeType.UInt64, 8), value);

    /// <summary>Writes as many UInt64 as there are values.</summary>
    public void WriteUInt64s(ReadOnlySpan<ulong> values) => WriteAll(NativeType.UInt64, values);

    /// <summary>Writes an Int64.</summary>
    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Next(NativeType.Int64, 8), value);

    /// <summary>Writes a UInt128.</summary>
    public void WriteUInt128(UInt128 value) => BinaryPrimitives.WriteUInt128LittleEndian(Next(NativeType.UInt128, 16), value);

    /// <summary>Writes a Float64.</summary>
    public void WriteFloat64(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Next(NativeType.Float64, 8), value);

    /// <summary>Writes as many Float64 as there are values.</summary>
    public void WriteFloat64s(ReadOnlySpan<double> values) => WriteAll(NativeType.Float64, values);

    /// <summary>Writes a Date, in days since 1970-01-01.</summary>
    public void WriteDate(ushort daysSince1970) => BinaryPrimitives.WriteUInt16LittleEndian(Next(NativeType.Date, 2), daysSince1970);

    /// <summary>Writes a DateTime64(3), in milliseconds since 1970-01-01T00:00:00Z.</summary>
    public void WriteDateTime64(long unixMilliseconds) =>
        BinaryPrimitives.WriteInt64LittleEndian(Next(NativeType.DateTime64, 8), unixMilliseconds);

    /// <summary>Writes how many pairs one row's map has. All rows' sizes come first, then all keys, then all values.</summary>
    public void WriteMapSize(int pairCount)
    {
        _column.TakePairs(pairCount);
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.Take(8), (ulong)_column.Pairs);
    }

    /// <summary>Writes the next key of the map column.</summary>
    public void WriteMapKey(ReadOnlySpan<byte> utf8)
    {
        _column.TakeKey();
        _buffer.WriteText(utf8);
    }

    /// <summary>Writes the next value of the map column.</summary>
    public void WriteMapValue(ReadOnlySpan<byte> utf8)
    {
        _column.TakeValue();
        _buffer.WriteText(utf8);
    }

    /// <summary>Ends the block. The result borrows this writer's buffer.</summary>
    public NativeBlock EndBlock()
    {
        _column.End();
        if (_rows < 0 || _begun != _names.Length)
        {
            throw new InvalidOperationException($"The block has {_begun} of the {_names.Length} columns that BeginBlock announced.");
        }

        var block = new NativeBlock(this, _buffer.Written, _names, _rows);
        _rows = -1;
        return block;
    }

    /// <summary>Gives the buffer back; blocks of this writer are invalid from here on.</summary>
    public void Dispose()
    {
        Generation++;
        _rows = -1;
        _buffer.Dispose();
    }

    private Span<byte> Next(NativeType type, int bytes)
    {
        _column.Take(type, 1);
        return _buffer.Take(bytes);
    }

    private void WriteAll<T>(NativeType type, ReadOnlySpan<T> values)
        where T : struct
    {
        // Every platform that runs the collector is little-endian, as the format is.
        _column.Take(type, values.Length);
        var bytes = MemoryMarshal.AsBytes(values);
        bytes.CopyTo(_buffer.Take(bytes.Length));
    }
}
