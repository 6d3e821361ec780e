using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

public sealed class BatchFillTests
{
    private readonly BatchFill _fill = new(new StoreOptions { MaxBatchEvents = 10, MaxBatchCharacters = 1000 });

    [Fact]
    public void It_starts_empty_and_is_empty_again_after_a_cut()
    {
        Assert.True(_fill.IsEmpty);
        _fill.Add(5, Sample.Journaled(1, Sample.Uses(3)), now: 77);
        Assert.False(_fill.IsEmpty);
        Assert.Equal(77, _fill.StartedAt);

        var cut = _fill.Cut(isPinned: true);

        Assert.True(_fill.IsEmpty);
        Assert.Equal((new FrozenRange(5, 5, 3), true), (cut.Range, cut.IsPinned));
    }

    [Fact]
    public void What_a_cut_holds_does_not_change_any_more()
    {
        _fill.Add(1, Sample.Journaled(1, Sample.Uses(3)), 0);
        var cut = _fill.Cut(isPinned: false);

        _fill.Add(2, Sample.Journaled(2, Sample.Uses(4)), 0);

        Assert.Equal(1UL, Assert.Single(cut.Batches).Identity.BatchSequence);
        Assert.Equal(new FrozenRange(2, 2, 4), _fill.Cut(isPinned: false).Range);
    }

    [Fact]
    public void It_is_full_by_events()
    {
        _fill.Add(1, Sample.Journaled(1, Sample.Uses(9)), 0);
        Assert.False(_fill.IsFull);

        _fill.Add(2, Sample.Journaled(2, Sample.Uses(1)), 0);
        Assert.True(_fill.IsFull);
    }

    [Fact]
    public void It_is_full_by_characters_of_properties_as_well()
    {
        var wordy = Sample.Use() with { AccountId = "", UserId = "", Feature = "", Properties = [new EventProperty("key", new string('v', 496), PropertyType.Text)] };
        _fill.Add(1, Sample.Journaled(1, wordy), 0);
        Assert.False(_fill.IsFull);

        _fill.Add(2, Sample.Journaled(2, wordy with { SessionId = "ab" }), 0);
        Assert.True(_fill.IsFull);
    }

    [Fact]
    public void It_takes_batches_up_to_sixty_months()
    {
        var fill = new BatchFill(new StoreOptions());
        fill.Add(1, Sample.Journaled(1, Months(0, 58)), 0);
        Assert.False(fill.IsFull);

        Assert.True(fill.Takes(Sample.Journaled(2, Months(57, 3))));
        Assert.False(fill.Takes(Sample.Journaled(2, Months(57, 4))));

        fill.Add(2, Sample.Journaled(2, Months(57, 3)), 0);
        Assert.True(fill.IsFull);
    }

    [Fact]
    public void A_single_batch_of_however_many_months_has_to_be_taken() =>
        Assert.True(new BatchFill(new StoreOptions()).Takes(Sample.Journaled(1, Months(0, 300))));

    internal static UsageEvent[] Months(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(i => Sample.Use((ulong)i + 1) with { Day = new DateOnly(2000, 1, 15).AddMonths(i) })];
}
