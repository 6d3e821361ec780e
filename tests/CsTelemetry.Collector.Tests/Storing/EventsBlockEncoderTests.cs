using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

public sealed class EventsBlockEncoderTests
{
    private readonly Cut _frozen = new(
        new FrozenRange(3, 4, 40),
        [Sample.Journaled(1, Uses(20, new DateOnly(2026, 5, 31))), Sample.Journaled(2, Uses(20, new DateOnly(2026, 6, 1)))]);

    [Fact]
    public void The_same_batch_always_gives_the_same_bytes()
    {
        using var first = new EventsBlockEncoder(7);
        using var second = new EventsBlockEncoder(7);
        var bytes = first.Encode(_frozen).Bytes.ToArray();

        first.Encode(new Cut(new FrozenRange(1, 1, 3), [Sample.Journaled(9, Sample.Uses(3))]));

        Assert.Equal(bytes, first.Encode(_frozen).Bytes.ToArray());
        Assert.Equal(bytes, second.Encode(_frozen).Bytes.ToArray());
    }

    [Fact]
    public void What_came_through_the_log_gives_the_same_bytes_as_before()
    {
        using var encoder = new EventsBlockEncoder(7);
        var bytes = encoder.Encode(_frozen).Bytes.ToArray();
        var read = _frozen.Batches.Select(batch => Wired.Batch(Wired.Record(batch)));

        Assert.Equal(bytes, encoder.Encode(new Cut(_frozen.Range, [.. read])).Bytes.ToArray());
    }

    [Fact]
    public void Another_log_or_place_gives_other_rows()
    {
        using var here = new EventsBlockEncoder(7);
        using var elsewhere = new EventsBlockEncoder(8);
        var bytes = here.Encode(_frozen).Bytes.ToArray();

        Assert.NotEqual(bytes, elsewhere.Encode(_frozen).Bytes.ToArray());
        Assert.NotEqual(bytes, here.Encode(new Cut(_frozen.Range with { First = 2 }, _frozen.Batches)).Bytes.ToArray());
    }

    [Fact]
    public void One_month_or_all_can_be_encoded()
    {
        using var encoder = new EventsBlockEncoder(7);

        Assert.Equal(40, encoder.Encode(_frozen).RowCount);
        Assert.Equal(20, encoder.Encode(_frozen, 202605).RowCount);
        Assert.Equal(20, encoder.Encode(_frozen, 202606).RowCount);
    }

    private static UsageEvent[] Uses(int count, DateOnly day) =>
        [.. Sample.Uses(count).Select((plain, i) => plain with { Day = day, Properties = [.. Enumerable.Range(0, i % 3).Select(p => new EventProperty($"k{p}", $"v{i}", PropertyType.Text))] })];
}
