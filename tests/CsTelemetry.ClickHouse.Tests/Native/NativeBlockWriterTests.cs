using CsTelemetry.ClickHouse.Native;
using CsTelemetry.ClickHouse.Tests.Servers;

namespace CsTelemetry.ClickHouse.Tests.Native;

public sealed class NativeBlockWriterTests : IDisposable
{
    private readonly NativeBlockWriter _writer = new();

    public void Dispose() => _writer.Dispose();

    [Fact]
    public void A_block_is_its_columns_one_after_the_other()
    {
        _writer.BeginBlock(2, 2);
        _writer.BeginColumn("s", NativeType.String);
        _writer.WriteString("ab"u8);
        _writer.WriteString(""u8);
        _writer.BeginColumn("m", NativeType.MapOfStrings);
        _writer.WriteMapSize(0);
        _writer.WriteMapSize(1);
        _writer.WriteMapKey("k"u8);
        _writer.WriteMapValue("v"u8);

        var block = _writer.EndBlock();

        var expected = "\u0002\u0002\u0001s\u0006String\u0002ab\0\u0001m\u0013Map(String, String)\0\0\0\0\0\0\0\0\u0001\0\0\0\0\0\0\0\u0001k\u0001v"u8;
        Assert.Equal(expected, block.Bytes.Span);
        Assert.Equal(["s", "m"], block.Columns);
        Assert.Equal(2, block.RowCount);
    }

    [Fact]
    public void Numbers_in_one_go_are_the_same_bytes_as_one_by_one()
    {
        ulong[] values = [0, 1, ulong.MaxValue];

        Assert.Equal(
            Block(NativeType.UInt64, () => _writer.WriteUInt64s(values)),
            Block(NativeType.UInt64, () => Array.ForEach(values, _writer.WriteUInt64)));
    }

    [Fact]
    public void Writing_rows_allocates_nothing_once_the_buffer_has_grown()
    {
        EventBlocks.Write(_writer, 10_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _writer.BeginBlock(3, 100_000);
        _writer.BeginColumn("s", NativeType.String);
        for (var i = 0; i < 100_000; i++)
        {
            _writer.WriteString("some text"u8);
        }

        _writer.BeginColumn("n", NativeType.UInt64);
        for (var i = 0; i < 100_000; i++)
        {
            _writer.WriteUInt64((ulong)i);
        }

        _writer.BeginColumn("d", NativeType.Date);
        for (var i = 0; i < 100_000; i++)
        {
            _writer.WriteDate((ushort)i);
        }

        _writer.EndBlock();

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    [Fact]
    public void A_column_with_too_few_rows_is_refused_by_name()
    {
        _writer.BeginBlock(2, 2);
        _writer.BeginColumn("short", NativeType.Int8);
        _writer.WriteInt8(1);

        var error = Assert.Throws<InvalidOperationException>(() => _writer.BeginColumn("next", NativeType.Int8));

        Assert.Contains("Column 'short' has 1 of 2 rows", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_with_too_many_rows_is_refused_by_name()
    {
        _writer.BeginBlock(1, 1);
        _writer.BeginColumn("long", NativeType.Int8);
        _writer.WriteInt8(1);

        Assert.Contains("'long'", Assert.Throws<InvalidOperationException>(() => _writer.WriteInt8(2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_of_another_type_is_refused()
    {
        _writer.BeginBlock(1, 1);
        _writer.BeginColumn("day", NativeType.Date);

        var error = Assert.Throws<InvalidOperationException>(() => _writer.WriteUInt16(1));

        Assert.Equal("Column 'day' is Date; it was given a UInt16.", error.Message);
    }

    [Fact]
    public void A_map_with_a_missing_value_is_refused()
    {
        _writer.BeginBlock(1, 1);
        _writer.BeginColumn("m", NativeType.MapOfStrings);
        _writer.WriteMapSize(1);
        _writer.WriteMapKey("k"u8);

        Assert.Contains("0 values of 1 map pairs", Assert.Throws<InvalidOperationException>(() => _writer.EndBlock()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_and_surplus_columns_are_refused()
    {
        _writer.BeginBlock(2, 1);
        _writer.BeginColumn("a", NativeType.UInt8);
        _writer.WriteUInt8(1);
        Assert.Throws<InvalidOperationException>(() => _writer.EndBlock());
        _writer.BeginColumn("b", NativeType.UInt8);
        _writer.WriteUInt8(1);

        Assert.Throws<InvalidOperationException>(() => _writer.BeginColumn("c", NativeType.UInt8));
    }

    [Fact]
    public void A_block_over_its_limit_is_refused_with_the_limit()
    {
        using var small = new NativeBlockWriter(1024);
        small.BeginBlock(1, 10);
        small.BeginColumn("s", NativeType.String);
        small.WriteString(new byte[900]);

        var error = Assert.Throws<InvalidOperationException>(() => small.WriteString(new byte[900]));

        Assert.Contains("the limit is 1024", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_block_whose_writer_went_on_cannot_be_sent()
    {
        var block = EventBlocks.Write(_writer, 3);
        EventBlocks.Write(_writer, 3);

        Assert.Throws<InvalidOperationException>(() => block.Bytes);
    }

    [Fact]
    public void A_writer_can_begin_again_after_a_half_written_block()
    {
        var expected = EventBlocks.Write(_writer, 3).Bytes.ToArray();
        _writer.BeginBlock(4, 5);
        _writer.BeginColumn("half", NativeType.String);

        Assert.Equal(expected, EventBlocks.Write(_writer, 3).Bytes.ToArray());
    }

    private byte[] Block(NativeType type, Action write)
    {
        _writer.BeginBlock(1, 3);
        _writer.BeginColumn("x", type);
        write();
        return _writer.EndBlock().Bytes.ToArray();
    }
}
