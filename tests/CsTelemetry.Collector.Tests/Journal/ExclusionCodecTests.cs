using CsTelemetry.Collector.Journal;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Tests.Journal;

public sealed class ExclusionCodecTests
{
    [Fact]
    public void What_is_read_is_what_was_written_and_the_largest_fits_into_a_control_record()
    {
        var rows = Enumerable.Range(0, Exclusion.MaxRowCount)
            .Select(i => new ExcludedRow(490_000 - i, "VIOLATED_CONSTRAINT", new string('日', ExcludedRow.MaxMessageLength)));
        var exclusion = new Exclusion(long.MaxValue / 2, [.. rows]);

        var record = ExclusionCodec.Write(exclusion);
        var read = ExclusionCodec.Read(record.Span);

        Assert.Equal(JournalRecordKind.Excluded, JournalFormat.KindOf(record.Span));
        Assert.Equal(exclusion.First, read.First);
        Assert.Equal(exclusion.Rows, read.Rows);
        Assert.InRange(record.Length, 1, WalOptions.MaxControlRecordBytes);
    }

    [Fact]
    public void What_is_cut_short_is_refused_at_every_length()
    {
        var record = ExclusionCodec.Write(new Exclusion(7, [new ExcludedRow(1, "A", "b"), new ExcludedRow(300, "CD", "")]));
        for (var length = 0; length < record.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => ExclusionCodec.Read(record.Span[..length]));
        }
    }

    [Theory]
    [InlineData(5, 300, 0)]
    [InlineData(5, 300, 7)]
    [InlineData(5, 0, 70_000)]
    public void A_checkpoint_carries_what_went_to_quarantine(long through, long verified, long quarantined)
    {
        var checkpoint = new Checkpoint(through, verified, quarantined);

        Assert.Equal(checkpoint, JournalFormat.ReadCheckpoint(JournalFormat.Write(checkpoint).Span));
    }

    [Fact]
    public void A_checkpoint_of_before_there_was_a_quarantine_is_read()
    {
        // | version | kind | through | verified |
        byte[] old = [JournalFormat.Version, (byte)JournalRecordKind.Verified, 9, 100];

        Assert.Equal(new Checkpoint(9, 100, 0), JournalFormat.ReadCheckpoint(old));
    }
}
