namespace CsTelemetry.Wal.Tests;

public abstract class CursorTests : StorageKind
{
    [Fact]
    public async Task A_cursor_starts_at_the_sequence_asked_for()
    {
        await using var log = SmallLog.Open(NewStorage());
        await log.AppendAll(SmallLog.Large("1"), SmallLog.Large("2"), SmallLog.Large("3"), "4");

        Assert.Equal([(2, "2"), (3, "3"), (4, "4")], log.ReadAll(from: 2));
        Assert.Equal([(4, "4")], log.ReadAll(from: 4));
        Assert.Empty(log.ReadAll(from: 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => log.OpenCursor(0));
    }

    [Fact]
    public async Task A_cursor_opened_ahead_of_the_log_waits_for_its_sequence()
    {
        await using var log = SmallLog.Open(NewStorage());
        using var cursor = log.OpenCursor(3);

        await log.AppendAll("1", "2");
        Assert.Empty(cursor.ReadRest());
        await log.AppendAll("3");

        Assert.Equal([(3, "3")], cursor.ReadRest());
    }

    [Fact]
    public async Task A_cursor_that_read_all_is_at_the_last_durable_sequence_and_waits_for_more()
    {
        await using var log = SmallLog.Open(NewStorage());
        await log.AppendAll("1", "2");
        using var cursor = log.OpenCursor(1);
        Assert.True(await cursor.WaitAsync());
        cursor.ReadRest();
        Assert.Equal(log.LastDurableSequence, cursor.Position);

        var waiting = cursor.WaitAsync().AsTask();
        Assert.False(waiting.IsCompleted);
        await log.AppendAll("3");

        Assert.True(await waiting);
        Assert.Equal([(3, "3")], cursor.ReadRest());
    }

    [Fact]
    public async Task Closing_the_log_ends_a_wait_with_false_and_cancelling_with_an_exception()
    {
        var log = SmallLog.Open(NewStorage());
        using var cursor = log.OpenCursor(1);
        using var cancelling = new CancellationTokenSource();
        var cancelled = cursor.WaitAsync(cancelling.Token).AsTask();
        var closed = cursor.WaitAsync().AsTask();

        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        await log.DisposeAsync();

        Assert.False(await closed);
    }

    [Fact]
    public async Task A_cursor_finishes_the_segment_it_reads_and_passes_over_others_that_were_retired()
    {
        await using var log = SmallLog.Open(NewStorage());
        await log.AppendAll([.. Enumerable.Range(1, 6).Select(n => SmallLog.Large($"{n}"))]);
        using var inside = log.OpenCursor(1);
        using var behind = log.OpenCursor(1);
        Assert.True(inside.TryRead(out _));

        Assert.Equal(2, log.RetireThrough(4));

        Assert.Equal([5L, 6L], behind.ReadRest().Select(record => record.Sequence));
        Assert.Equal([5L, 6L], inside.ReadRest().Select(record => record.Sequence).Where(sequence => sequence > 2));
        Assert.Equal(0, log.Statistics.MissingSegments);
    }

    [Fact]
    public async Task A_segment_deleted_by_somebody_else_is_counted_and_passed_over()
    {
        var storage = NewStorage();
        await using var log = SmallLog.Open(storage);
        await log.AppendAll([.. Enumerable.Range(1, 6).Select(n => SmallLog.Large($"{n}"))]);

        storage.Delete("00000000000000000003.wal");

        Assert.Equal(["1", "2", "5", "6"], log.Texts());
        Assert.Equal(1, log.Statistics.MissingSegments);
    }

    [Fact]
    public async Task Damage_after_opening_is_passed_over_counted_and_costs_one_record()
    {
        var storage = NewStorage();
        await using var log = SmallLog.Open(storage);
        await log.AppendAll("first", "second", "third");

        storage.Flip("00000000000000000001.wal", 64 + 25 + 22);

        Assert.Equal(["first", "third"], log.Texts());
        Assert.Equal(1, log.Statistics.CorruptRecordsSkipped);
    }

    [Fact]
    public async Task A_tailing_reader_sees_every_record_once_while_segments_roll_and_retire_behind_it()
    {
        const int Records = 300;
        await using var log = SmallLog.Open(NewStorage());
        var appending = Task.Run(async () =>
        {
            for (var number = 1; number <= Records;)
            {
                // At the cap the reader has to retire first; that is the point.
                number += (await log.Append($"{number}".PadRight(900, '.'))).IsDurable ? 1 : 0;
            }
        });
        using var cursor = log.OpenCursor(1);
        var seen = new List<(long, string)>();
        while (seen.Count < Records)
        {
            await cursor.WaitAsync();
            seen.AddRange(cursor.ReadRest());
            log.RetireThrough(cursor.Position - 20);
        }

        await appending;
        Assert.Equal(Enumerable.Range(1, Records).Select(number => ((long)number, $"{number}")), seen);
        Assert.True(log.Statistics.SegmentsRetired > 50);
    }
}
