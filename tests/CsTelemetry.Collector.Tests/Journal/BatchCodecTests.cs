using System.Text.Json;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Journal;

public sealed class BatchCodecTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void What_is_read_is_what_was_written(int seed)
    {
        var batches = new RandomBatches(seed);
        for (var i = 0; i < 500; i++)
        {
            var batch = batches.Next();

            var read = BatchCodec.Read(BatchCodec.Write(batch).Span);

            Assert.Equal(Text(batch), Text(read));
        }
    }

    [Fact]
    public void The_ends_of_every_number_come_back()
    {
        var batch = Sample.Journaled(ulong.MaxValue, Extreme(DateTimeOffset.MinValue, DateOnly.MinValue, ulong.MinValue), Extreme(DateTimeOffset.MaxValue, DateOnly.MaxValue, ulong.MaxValue));

        var read = BatchCodec.Read(BatchCodec.Write(batch).Span);

        // The calendar ends within a millisecond; the log keeps whole ones.
        Assert.Equal(DateTimeOffset.MaxValue.ToUnixTimeMilliseconds(), read.Events[1].OccurredAt.ToUnixTimeMilliseconds());
        Assert.Equal(DateTimeOffset.MinValue, read.Events[0].OccurredAt);
        Assert.Equal([DateOnly.MinValue, DateOnly.MaxValue], read.Events.Select(stored => stored.Day));
        Assert.Equal([ulong.MinValue, ulong.MaxValue], read.Events.Select(stored => stored.Quantity));
        Assert.Equal(ulong.MaxValue, read.Identity.BatchSequence);
    }

    [Fact]
    public void The_same_batch_gives_the_same_bytes()
    {
        var batch = new RandomBatches(14).Next();

        Assert.Equal(BatchCodec.Write(batch).ToArray(), BatchCodec.Write(batch).ToArray());
    }

    [Fact]
    public void A_text_that_comes_a_thousand_times_is_written_once()
    {
        var one = BatchCodec.Write(Sample.Journaled(1, Sample.Uses(1))).Length;
        var thousand = BatchCodec.Write(Sample.Journaled(1, Sample.Uses(1000))).Length;

        Assert.True((thousand - one) / 999 < 50, $"An event more costs {(thousand - one) / 999} bytes.");
    }

    private static UsageEvent Extreme(DateTimeOffset moment, DateOnly day, ulong number) =>
        Sample.Use(number) with { OccurredAt = moment, Day = day, Quantity = number, DurationMilliseconds = number };

    private static string Text(JournaledBatch batch) => JsonSerializer.Serialize(batch);
}
