using System.Text;

namespace CsTelemetry.Wal.Tests;

public abstract class AppendingTests : StorageKind
{
    [Fact]
    public async Task An_acknowledged_record_is_read_back_unchanged()
    {
        await using var log = SmallLog.Open(NewStorage());

        var result = await log.Append("first");

        Assert.Equal(new WalAppendResult(WalAppendStatus.Durable, 1), result);
        Assert.Equal([(1, "first")], log.ReadAll());
    }

    [Fact]
    public async Task An_empty_record_is_a_record()
    {
        await using var log = SmallLog.Open(NewStorage());

        await log.AppendAll("", "second");

        Assert.Equal([(1, ""), (2, "second")], log.ReadAll());
    }

    [Fact]
    public async Task Sequences_go_on_by_one_over_segments_and_over_a_clean_restart()
    {
        var storage = NewStorage();
        await using (var log = SmallLog.Open(storage))
        {
            await log.AppendAll(SmallLog.Large("a"), SmallLog.Large("b"), SmallLog.Large("c"));
        }

        await using var again = SmallLog.Open(storage);
        var result = await again.Append("d");

        Assert.Equal(4, result.Sequence);
        Assert.Equal([(1, "a"), (2, "b"), (3, "c"), (4, "d")], again.ReadAll());
        Assert.Equal(4, again.LastDurableSequence);
        Assert.Equal(3, again.Statistics.RecordsRecovered);
        Assert.Equal(0, again.Statistics.TornBytesCut + again.Statistics.CorruptRecordsSkipped + again.Statistics.MissingSegments);
    }

    [Fact]
    public async Task A_full_segment_is_sealed_and_the_next_is_named_after_its_first_sequence()
    {
        var storage = NewStorage();
        await using var log = SmallLog.Open(storage);

        await log.AppendAll(SmallLog.Large("a"), SmallLog.Large("b"), SmallLog.Large("c"));

        Assert.Equal(["00000000000000000001.wal", "00000000000000000003.wal"], storage.Names(".wal"));
        Assert.Equal([(1, 2, true), (3, 3, false)], log.Segments.Select(s => (s.FirstSequence, s.LastSequence, s.IsSealed)));
        Assert.All(storage.List().Where(file => file.Name.EndsWith(".wal")), file => Assert.InRange(file.Bytes, 1, SmallLog.SegmentBytes));
    }

    [Fact]
    public async Task The_id_is_drawn_once_and_kept()
    {
        var storage = NewStorage();
        ulong id;
        await using (var log = SmallLog.Open(storage))
        {
            id = log.Id;
        }

        await using var again = SmallLog.Open(storage);
        await using var other = SmallLog.Open(NewStorage());

        Assert.NotEqual(0UL, id);
        Assert.Equal(id, again.Id);
        Assert.NotEqual(id, other.Id);
    }

    [Fact]
    public async Task Many_appenders_at_once_each_get_their_own_sequence_and_their_own_bytes()
    {
        await using var log = SmallLog.Open(NewStorage());

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(async () =>
            (Text: $"record {number}", Result: await log.Append($"record {number}")))));

        Assert.All(results, one => Assert.True(one.Result.IsDurable));
        Assert.Equal(results.Select(one => (one.Result.Sequence, one.Text)).Order(), log.ReadAll());
    }

    [Fact]
    public async Task A_record_above_the_limit_is_refused_by_name()
    {
        await using var log = SmallLog.Open(NewStorage());

        var exception = await Assert.ThrowsAsync<ArgumentException>(() => log.AppendAsync(new byte[2001]).AsTask());

        Assert.Contains("2001 bytes", exception.Message);
        Assert.Contains("MaxRecordBytes allows 2000", exception.Message);
    }

    [Fact]
    public async Task A_cancelled_append_is_not_queued()
    {
        await using var log = SmallLog.Open(NewStorage());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => log.AppendAsync(new byte[1], new CancellationToken(true)).AsTask());

        Assert.Equal(0, log.LastDurableSequence);
    }

    [Fact]
    public async Task At_the_cap_appends_are_refused_and_control_records_still_taken_until_segments_are_retired()
    {
        await using var log = SmallLog.Open(NewStorage());
        WalAppendResult result;
        do
        {
            result = await log.Append(SmallLog.Large("x"));
        }
        while (result.IsDurable);

        var control = await log.AppendControlAsync(Encoding.UTF8.GetBytes("freeze"));

        Assert.Equal(WalAppendResult.Full, result);
        Assert.Equal(WalAppendStatus.Durable, control.Status);
        Assert.InRange(log.Statistics.DiskBytes, 60_000, SmallLog.Options.MaxTotalBytes);
        Assert.Equal(1, log.Statistics.AppendsRefused);
        Assert.True(log.RetireThrough(10) > 0);
        await log.AppendAll("room again");
    }

    [Fact]
    public async Task Control_records_may_exceed_the_cap_by_one_segment_and_no_more()
    {
        await using var log = SmallLog.Open(NewStorage());
        var control = new byte[1900];
        for (var count = 0; count < 100 && (await log.AppendControlAsync(control)).IsDurable; count++)
        {
        }

        var limit = SmallLog.Options.MaxTotalBytes + SmallLog.SegmentBytes;
        Assert.InRange(log.Statistics.DiskBytes, SmallLog.Options.MaxTotalBytes, limit);
        Assert.Equal(WalAppendStatus.Full, (await log.AppendControlAsync(control)).Status);
    }

    [Fact]
    public async Task A_closed_log_answers_failed()
    {
        var log = SmallLog.Open(NewStorage());
        await log.DisposeAsync();
        await log.DisposeAsync();

        Assert.Equal(WalAppendResult.Failed, await log.Append("late"));
    }

    [Fact]
    public async Task A_second_opener_is_told_the_directory_and_gets_it_once_the_first_has_closed()
    {
        var storage = NewStorage();
        await using (SmallLog.Open(storage))
        {
            var exception = Assert.Throws<IOException>(() => SmallLog.Open(storage));
            Assert.Contains(storage.Location, exception.Message);
        }

        await using var log = SmallLog.Open(storage);
        await log.AppendAll("mine now");
    }
}
