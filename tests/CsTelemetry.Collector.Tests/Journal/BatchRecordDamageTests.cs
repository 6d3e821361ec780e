using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Journal;

/// <summary>The log has its own checksums; what comes through them damaged must still not hurt more than its record.</summary>
public sealed class BatchRecordDamageTests
{
    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void A_record_that_ends_early_is_invalid_wherever_it_ends(int seed)
    {
        var batches = new RandomBatches(seed);
        for (var i = 0; i < 10; i++)
        {
            var record = Wired.Record(batches.Next());
            for (var length = 0; length < record.Length; length++)
            {
                Assert.Throws<InvalidDataException>(() => BatchRecord.Read(record.AsSpan(0, length)).Head);
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
            var record = Wired.Record(batches.Next());
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
    public void Bytes_behind_the_verdict_are_invalid()
    {
        var record = Wired.Record(Sample.Journaled(1, Sample.Use()));

        Assert.Throws<InvalidDataException>(() => BatchRecord.Read([.. record, 0]).Head);
    }

    private static void AssertReadsOrRefuses(byte[] record)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var read = BatchRecord.Read(record);
            Assert.InRange(read.Rejected.Length, 0, record.Length);
            new EventColumns().Add(read);
        }
        catch (InvalidDataException)
        {
            // Refused, as it should be.
        }

        // Empty columns take a hundred thousand bytes, and what a record announces no more than it has.
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < (100L * record.Length) + 200_000, $"{allocated} bytes were taken for a record of {record.Length}.");
    }
}
