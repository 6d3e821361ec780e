using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Journal;

public sealed class ErasureCodecTests
{
    [Theory]
    [InlineData(61)]
    [InlineData(62)]
    public void What_is_read_is_what_was_written(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 500; i++)
        {
            var order = Next(random);

            Assert.Equal(order, ErasureCodec.Read(ErasureCodec.Write(order).Span));
        }
    }

    [Theory]
    [InlineData(63)]
    public void A_record_that_ends_early_or_goes_on_is_invalid(int seed)
    {
        var record = ErasureCodec.Write(Next(new Random(seed))).ToArray();
        for (var length = 0; length < record.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => ErasureCodec.Read(record.AsSpan(0, length)));
        }

        Assert.Throws<InvalidDataException>(() => ErasureCodec.Read([.. record, 0]));
    }

    [Theory]
    [InlineData(64)]
    public void A_flipped_bit_gives_invalid_data_or_another_order_and_nothing_else(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 2000; i++)
        {
            var record = ErasureCodec.Write(Next(random)).ToArray();
            record[random.Next(record.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                ErasureCodec.Read(record);
            }
            catch (InvalidDataException)
            {
                // Refused, as it should be.
            }
        }
    }

    [Fact]
    public void A_target_of_a_newer_collector_is_named_not_guessed_at()
    {
        var record = ErasureCodec.Write(Sample.Order("ann")).ToArray();
        record[2] = 3;

        Assert.Contains("target 3", Assert.Throws<InvalidDataException>(() => ErasureCodec.Read(record)).Message, StringComparison.Ordinal);
    }

    private static ErasureOrder Next(Random random)
    {
        string[] texts = ["a", "ü", "日本語", "🙂", "O'Brien \"Bob\"", "'; DROP TABLE events; --", new string('x', 256)];
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new ErasureOrder(
            ErasureTarget.User,
            new Guid(bytes),
            texts[random.Next(texts.Length)],
            texts[random.Next(texts.Length)],
            random.Next(2) == 0 ? "" : texts[random.Next(texts.Length)],
            DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(4_000_000_000_000)));
    }
}
