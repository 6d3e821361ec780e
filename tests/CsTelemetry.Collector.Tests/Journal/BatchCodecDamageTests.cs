using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Journal;

/// <summary>The log has its own checksums; what comes through them damaged must still not hurt more than its record.</summary>
public sealed class BatchCodecDamageTests
{
    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void A_record_that_ends_early_is_invalid_wherever_it_ends(int seed)
    {
        var batches = new RandomBatches(seed);
        for (var i = 0; i < 10; i++)
        {
            var record = BatchCodec.Write(batches.Next()).ToArray();
            for (var length = 0; length < record.Length; length++)
            {
                Assert.Throws<InvalidDataException>(() => BatchCodec.Read(record.AsSpan(0, length)));
            }
        }
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    public void A_flipped_bit_gives_invalid_data_or_another_record_and_nothing_else(int seed)
    {
        var random = new Random(seed);
        var batches = new RandomBatches(seed);
        for (var i = 0; i < 2000; i++)
        {
            var record = BatchCodec.Write(batches.Next()).ToArray();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
            {
                record[random.Next(record.Length)] ^= (byte)(1 << random.Next(8));
            }

            AssertReadsOrRefuses(record);
        }
    }

    [Theory]
    [InlineData(41)]
    public void Noise_behind_a_good_header_is_refused_and_nothing_else(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 2000; i++)
        {
            var record = new byte[random.Next(2, 600)];
            random.NextBytes(record);
            (record[0], record[1]) = (JournalFormat.Version, (byte)JournalRecordKind.Batch);

            AssertReadsOrRefuses(record);
        }
    }

    [Fact]
    public void A_day_that_no_calendar_has_is_invalid()
    {
        var record = BatchCodec.Write(Sample.Journaled(1, Sample.Use() with { Day = DateOnly.MaxValue })).ToArray();
        var day = new byte[4];
        WriteVarint(day, DateOnly.MaxValue.DayNumber);
        var at = record.AsSpan().IndexOf(day);
        WriteVarint(record.AsSpan(at, day.Length), DateOnly.MaxValue.DayNumber + 1);

        Assert.Throws<InvalidDataException>(() => BatchCodec.Read(record));
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void A_time_that_no_calendar_has_is_invalid(long milliseconds)
    {
        var record = BatchCodec.Write(Sample.Journaled(1, Sample.Use())).ToArray();
        var at = record.AsSpan().IndexOf(BitConverter.GetBytes(Sample.Now.ToUnixTimeMilliseconds()));
        BitConverter.TryWriteBytes(record.AsSpan(at), milliseconds);

        Assert.Throws<InvalidDataException>(() => BatchCodec.Read(record));
    }

    [Fact]
    public void Bytes_behind_the_last_event_are_invalid()
    {
        var record = BatchCodec.Write(Sample.Journaled(1, Sample.Use()));

        Assert.Throws<InvalidDataException>(() => BatchCodec.Read([.. record.Span, 0]));
    }

    [Fact]
    public void A_count_that_the_record_cannot_hold_reserves_no_memory()
    {
        var writer = JournalFormat.Begin(JournalRecordKind.Batch);
        writer.Fixed64(1);
        writer.Fixed64(1);
        writer.Time(Sample.Now);
        writer.Varint(int.MaxValue);

        Assert.Throws<InvalidDataException>(() => BatchCodec.Read(writer.Written.Span));
    }

    private static void AssertReadsOrRefuses(byte[] record)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var read = BatchCodec.Read(record);
            Assert.InRange(read.Events.Count, 0, record.Length);
        }
        catch (InvalidDataException)
        {
            // Refused, as it should be.
        }

        // Two places may announce as many entries as bytes are left, each of them 24 bytes in memory.
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < (100L * record.Length) + 65536, $"{allocated} bytes were taken for a record of {record.Length}.");
    }

    private static void WriteVarint(Span<byte> bytes, int value)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(((value >> (7 * i)) & 0x7f) | (i < bytes.Length - 1 ? 0x80 : 0));
        }
    }
}
