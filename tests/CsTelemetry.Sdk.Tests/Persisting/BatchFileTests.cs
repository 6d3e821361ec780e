using System.Text;
using CsTelemetry.Buffering;
using CsTelemetry.Persisting;
using CsTelemetry.Wire;

namespace CsTelemetry.Sdk.Tests.Persisting;

public sealed class BatchFileTests
{
    [Fact]
    public void The_checksum_is_the_one_that_the_world_calls_CRC_32C() =>
        Assert.Equal(0xE3069283u, Crc32C.Of(Encoding.ASCII.GetBytes("123456789")));

    [Fact]
    public void What_is_written_is_read_back()
    {
        var batch = NewBatch();
        batch.BeginAttempt(1_234);
        var file = BatchFile.Write(batch, 77, out var written);

        Assert.Equal(HeaderState.Good, BatchFile.ReadHeader(file, file.Length, out var read));
        Assert.True(BatchFile.IsWhole(file, in read));
        Assert.Equal(written, read);
        Assert.Equal((9UL, 5UL, 41UL, 2, 77L, 1_234L), (read.ClientInstance, read.BatchSequence, read.FirstEvent, read.EventCount, read.CreatedAt, read.MayHaveArrivedAt));
        Assert.Equal(batch.Frame.Length, read.FrameBytes);
    }

    [Fact]
    public void Every_flipped_bit_and_every_cut_is_noticed()
    {
        var file = BatchFile.Write(NewBatch(), 77, out _);
        for (var bit = 0; bit < file.Length * 8; bit++)
        {
            file[bit / 8] ^= (byte)(1 << (bit % 8));
            var good = BatchFile.ReadHeader(file, file.Length, out var header) == HeaderState.Good && BatchFile.IsWhole(file, in header);
            // The mark has a checksum of its own; when it is torn the careful answer is that the batch may have arrived.
            var isMark = bit / 8 is >= BatchFile.ArrivalAt and < BatchFile.HeaderBytes;
            Assert.True(good == isMark && (!isMark || header.MayHaveArrivedAt == 77), $"bit {bit}");
            file[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        for (var length = 0; length < file.Length; length++)
        {
            Assert.NotEqual(HeaderState.Good, BatchFile.ReadHeader(file.AsSpan(0, length), length, out _));
        }
    }

    [Fact]
    public void A_file_of_a_newer_version_is_not_called_damaged()
    {
        var file = BatchFile.Write(NewBatch(), 77, out _);
        file[4] = 2;

        Assert.Equal(HeaderState.Newer, BatchFile.ReadHeader(file, file.Length, out _));
    }

    [Theory]
    [InlineData("00000000000000ff-0000000000000001-000000000000000a.batch", true)]
    [InlineData("00000000000000ff-0000000000000001-000000000000000a.tmp", true)]
    [InlineData("00000000000000ff.lock", true)]
    [InlineData("00000000000000ff.batch", false)]
    [InlineData("00000000000000FF-0000000000000001-000000000000000a.batch", false)]
    [InlineData("00000000000000ff-0000000000000001-000000000000000a.batch.bak", false)]
    [InlineData("notes.batch", false)]
    [InlineData("", false)]
    public void Only_names_of_its_own_making_are_its_business(string name, bool ours)
    {
        Assert.Equal(ours, FileName.TryParse(name, out var parsed));
        Assert.Equal(ours ? 255UL : 0, parsed.Owner);
    }

    [Fact]
    public void A_name_is_read_back()
    {
        Assert.True(FileName.TryParse(FileName.Batch(ulong.MaxValue, 2, 3), out var parsed));
        Assert.Equal(new FileName(FileKind.Batch, ulong.MaxValue, 2, 3), parsed);
    }

    private static Chunk NewBatch()
    {
        var batch = new Chunk(BatchFrame.Prefix(9, "sdk", "tests", "1", "here"), 4096);
        for (var sequence = 41UL; sequence < 43; sequence++)
        {
            var written = EventEncoder.Encode(
                batch.Room(2048), new EventDraft { Kind = CsTelemetry.Wire.EventKind.FeatureUse, Feature = "f", AccountId = "a", UserId = "u" }, default, sequence, 1, out _);
            batch.Take(written, sequence);
        }

        batch.Seal(5, 0);
        return batch;
    }
}
