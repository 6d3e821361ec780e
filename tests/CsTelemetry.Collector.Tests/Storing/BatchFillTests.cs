using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

public sealed class BatchFillTests
{
    private readonly BatchFill _fill = new(new StoreOptions { MaxBatchEvents = 10, MaxBatchTextBytes = 1 << 20 });

    [Fact]
    public void It_starts_empty_and_is_empty_again_after_a_cut()
    {
        Assert.True(_fill.IsEmpty);
        Add(_fill, 5, Sample.Journaled(1, Sample.Uses(3)), now: 77);
        Assert.False(_fill.IsEmpty);
        Assert.Equal(77, _fill.StartedAt);

        var cut = _fill.Cut(isPinned: true);

        Assert.True(_fill.IsEmpty);
        Assert.Equal((new FrozenRange(5, 5, 3), true), (cut.Range, cut.IsPinned));
    }

    [Fact]
    public void What_a_cut_holds_does_not_change_any_more()
    {
        Add(_fill, 1, Sample.Journaled(1, Sample.Uses(3)), now: 0);
        var cut = _fill.Cut(isPinned: false);

        Add(_fill, 2, Sample.Journaled(2, Sample.Uses(4)), now: 0);

        Assert.Equal((new FrozenRange(1, 1, 3), 3), (cut.Range, cut.Footprint.EventsByMonth.Values.Sum()));
        Assert.Equal(new FrozenRange(2, 2, 4), _fill.Cut(isPinned: false).Range);
    }

    [Fact]
    public void It_is_full_by_events()
    {
        Add(_fill, 1, Sample.Journaled(1, Sample.Uses(9)), now: 0);
        Assert.False(_fill.IsFull);

        Add(_fill, 2, Sample.Journaled(2, Sample.Uses(1)), now: 0);
        Assert.True(_fill.IsFull);
    }

    [Fact]
    public void It_is_full_by_bytes_of_properties_as_well()
    {
        var wordy = Sample.Use() with { AccountId = "", UserId = "", Feature = "", Properties = [new EventProperty("key", new string('ü', 262_142), PropertyType.Text)] };
        Add(_fill, 1, Sample.Journaled(1, wordy), now: 0);
        Assert.False(_fill.IsFull);

        Add(_fill, 2, Sample.Journaled(2, wordy with { SessionId = "ab" }), now: 0);
        Assert.True(_fill.IsFull);
    }

    [Fact]
    public void It_takes_batches_up_to_sixty_months()
    {
        var fill = new BatchFill(new StoreOptions());
        Add(fill, 1, Sample.Journaled(1, Months(0, 58)), now: 0);
        Assert.False(fill.IsFull);

        Assert.False(TryAdd(fill, 2, Sample.Journaled(2, Months(57, 4))));
        Assert.False(fill.IsFull);

        Assert.True(TryAdd(fill, 2, Sample.Journaled(2, Months(57, 3))));
        Assert.True(fill.IsFull);
        Assert.Equal(new FrozenRange(1, 2, 61), fill.Cut(isPinned: false).Range);
    }

    [Fact]
    public void A_single_batch_of_however_many_months_has_to_be_taken() =>
        Assert.True(TryAdd(new BatchFill(new StoreOptions()), 1, Sample.Journaled(1, Months(0, 300))));

    private static bool TryAdd(BatchFill fill, long sequence, JournaledBatch batch, long now = 0) =>
        fill.TryAdd(sequence, BatchRecord.Read(Wired.Record(batch)), now);

    private static void Add(BatchFill fill, long sequence, JournaledBatch batch, long now) => Assert.True(TryAdd(fill, sequence, batch, now));

    internal static UsageEvent[] Months(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(i => Sample.Use((ulong)i + 1) with { Day = new DateOnly(2000, 1, 15).AddMonths(i) })];
}
