using System.Text;

namespace CsTelemetry.Wal.Tests;

public abstract class RetirementTests : StorageKind
{
    private static readonly string[] SixLarge = [.. Enumerable.Range(1, 6).Select(n => SmallLog.Large($"{n}"))];

    [Fact]
    public async Task Only_sealed_segments_without_a_later_record_are_deleted()
    {
        var storage = NewStorage();
        await using var log = SmallLog.Open(storage);
        await log.AppendAll(SixLarge);

        Assert.Equal(0, log.RetireThrough(1));
        Assert.Equal(1, log.RetireThrough(3));

        Assert.Equal(["00000000000000000003.wal", "00000000000000000005.wal"], storage.Names(".wal"));
        Assert.Equal(["3", "4", "5", "6"], log.Texts());
        Assert.Equal(3, log.FirstSequence);
        Assert.Equal(1, log.Statistics.SegmentsRetired);
    }

    [Fact]
    public async Task The_newest_segment_stays_and_a_second_call_finds_nothing()
    {
        await using var log = SmallLog.Open(NewStorage());
        await log.AppendAll(SixLarge);

        Assert.Equal(2, log.RetireThrough(long.MaxValue));
        Assert.Equal(0, log.RetireThrough(long.MaxValue));
        Assert.Equal(["5", "6"], log.Texts());
    }

    [Fact]
    public async Task Sequences_go_on_after_everything_was_retired_and_the_log_reopened()
    {
        var storage = NewStorage();
        await using (var log = SmallLog.Open(storage))
        {
            await log.AppendAll(SixLarge);
        }

        for (var restart = 0; restart < 3; restart++)
        {
            await using var log = SmallLog.Open(storage);
            log.RetireThrough(long.MaxValue);
            Assert.Equal(6, log.LastDurableSequence);
            Assert.Equal(7, log.FirstSequence);
            Assert.Empty(log.ReadAll());
        }

        await using var last = SmallLog.Open(storage);
        Assert.Equal(7, (await last.Append("seven")).Sequence);
    }

    [Fact]
    public async Task A_record_that_begins_a_segment_lets_all_before_it_go()
    {
        await using var log = SmallLog.Open(NewStorage());
        await log.AppendAll("1", "2");

        var begun = await log.AppendControlToNewSegmentAsync("control"u8.ToArray());
        await log.AppendAll("4");

        Assert.Equal((WalAppendStatus.Durable, 3), (begun.Status, begun.Sequence));
        Assert.Equal(1, log.RetireThrough(2));
        Assert.Equal(["control", "4"], log.Texts());
    }

    [Fact]
    public async Task Segments_that_are_begun_at_once_and_again_are_all_read_back_after_a_restart()
    {
        var storage = NewStorage();
        await using (var log = SmallLog.Open(storage))
        {
            await log.AppendControlToNewSegmentAsync("1"u8.ToArray());
            await Task.WhenAll(Enumerable.Range(2, 9).Select(n => n % 2 == 0 ? log.Append($"{n}").AsTask() : log.AppendControlToNewSegmentAsync(Encoding.UTF8.GetBytes($"{n}")).AsTask()));
            Assert.Equal([1L, 3, 5, 7, 9], log.Segments.Select(segment => segment.FirstSequence));
        }

        await using var reopened = SmallLog.Open(storage);
        Assert.Equal(Enumerable.Range(1, 10).Select(n => $"{n}"), reopened.Texts());
    }

    [Fact]
    public async Task Restarts_without_appends_leave_no_more_than_one_empty_segment()
    {
        var storage = NewStorage();
        for (var restart = 0; restart < 4; restart++)
        {
            await using var log = SmallLog.Open(storage);
        }

        Assert.Single(storage.Names(".wal"));
    }
}
