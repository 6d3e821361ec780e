using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Journal;

public sealed class JournalFormatTests
{
    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(127, 128, 16384)]
    [InlineData(1, long.MaxValue, int.MaxValue)]
    public void A_cut_comes_back(long first, long last, int events)
    {
        var range = new FrozenRange(first, last, events);

        var record = JournalFormat.Write(range).Span;

        Assert.Equal(JournalRecordKind.Frozen, JournalFormat.KindOf(record));
        Assert.Equal(range, JournalFormat.ReadFrozen(record));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public void A_checkpoint_comes_back(long through, long verified)
    {
        var checkpoint = new Checkpoint(through, verified);

        var record = JournalFormat.Write(checkpoint).Span;

        Assert.Equal(JournalRecordKind.Verified, JournalFormat.KindOf(record));
        Assert.Equal(checkpoint, JournalFormat.ReadCheckpoint(record));
    }

    [Fact]
    public void A_control_record_that_ends_early_is_invalid()
    {
        var frozen = JournalFormat.Write(new FrozenRange(300, 400, 500)).ToArray();
        var verified = JournalFormat.Write(new Checkpoint(300, 400)).ToArray();

        for (var length = 0; length < frozen.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => JournalFormat.ReadFrozen(frozen.AsSpan(0, length)));
        }

        for (var length = 0; length < verified.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => JournalFormat.ReadCheckpoint(verified.AsSpan(0, length)));
        }
    }

    [Fact]
    public void A_record_of_a_newer_version_is_named_not_guessed_at()
    {
        byte[] record = [2, (byte)JournalRecordKind.Batch, 0, 0];

        var fault = Assert.Throws<InvalidDataException>(() => JournalFormat.KindOf(record));

        Assert.Contains("version 2; this collector reads 1", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_kind_is_not_read_as_another()
    {
        var record = Wired.Record(Sample.Journaled(1, Sample.Use()));

        Assert.Throws<InvalidDataException>(() => JournalFormat.ReadFrozen(record));
        Assert.Throws<InvalidDataException>(() => BatchRecord.Read(JournalFormat.Write(new Checkpoint(1, 1)).Span).Head);
    }

    [Fact]
    public void A_number_of_more_than_64_bits_is_invalid()
    {
        byte[] record = [1, (byte)JournalRecordKind.Verified, .. Enumerable.Repeat((byte)0xff, 11)];

        Assert.Throws<InvalidDataException>(() => JournalFormat.ReadCheckpoint(record));
    }
}
