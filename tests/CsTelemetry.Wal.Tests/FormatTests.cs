using System.Text;
using CsTelemetry.Wal.Format;

namespace CsTelemetry.Wal.Tests;

public sealed class FormatTests
{
    [Theory]
    [InlineData("", 0x00000000)]
    [InlineData("123456789", 0xE3069283)] // The check value of the CRC catalogue.
    [InlineData("The quick brown fox jumps over the lazy dog", 0x22620404)]
    public void The_checksum_is_castagnoli(string text, uint expected) =>
        Assert.Equal(expected, Crc32C.Of(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Any_flipped_bit_of_a_record_header_is_noticed()
    {
        var bytes = new byte[RecordHeader.Bytes];
        var header = new RecordHeader(100, 0xABCD, 7);
        header.Write(bytes, RecordHeader.SeedFor(1));
        Assert.True(RecordHeader.TryRead(bytes, RecordHeader.SeedFor(1), out var read));
        Assert.Equal(header, read);

        AssertEveryFlipIsNoticed(bytes, damaged => RecordHeader.TryRead(damaged, RecordHeader.SeedFor(1), out _));
        Assert.False(RecordHeader.TryRead(bytes, RecordHeader.SeedFor(2), out _));
        Assert.False(RecordHeader.TryRead(bytes.AsSpan(1), RecordHeader.SeedFor(1), out _));
    }

    [Fact]
    public void Any_flipped_bit_of_a_segment_header_is_noticed()
    {
        var bytes = new byte[SegmentHeader.Bytes];
        var header = new SegmentHeader(1, 2, 3, 4, 5);
        header.Write(bytes);
        Assert.True(SegmentHeader.TryRead(bytes, out var read));
        Assert.Equal(header, read);

        AssertEveryFlipIsNoticed(bytes, damaged => SegmentHeader.TryRead(damaged, out _));
    }

    [Fact]
    public void Any_flipped_bit_of_the_id_file_is_noticed()
    {
        var bytes = new byte[LogIdFormat.Bytes];
        LogIdFormat.Write(bytes, 42);
        Assert.True(LogIdFormat.TryRead(bytes, out var id));
        Assert.Equal(42UL, id);

        AssertEveryFlipIsNoticed(bytes, damaged => LogIdFormat.TryRead(damaged, out _));
    }

    [Theory]
    [InlineData("00000000000000000001.wal", 1)]
    [InlineData("00000000000000000000.wal", 0)]
    [InlineData("09223372036854775807.wal", 0)]
    [InlineData("0000000000000000001.wal", 0)]
    [InlineData("00000000000000000001.wal.tmp", 0)]
    [InlineData("+0000000000000000001.wal", 0)]
    public void A_name_is_a_segment_or_not(string name, long expected)
    {
        var parsed = SegmentName.TryParse(name, out var sequence) ? sequence : 0;

        Assert.Equal(expected, parsed);
    }

    private static void AssertEveryFlipIsNoticed(byte[] bytes, Func<byte[], bool> isAccepted)
    {
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] damaged = [.. bytes];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(isAccepted(damaged), $"Bit {bit} was not noticed.");
        }
    }
}
