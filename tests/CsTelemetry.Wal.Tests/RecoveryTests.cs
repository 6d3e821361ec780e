using CsTelemetry.Wal.Format;
using CsTelemetry.Wal.Storage;

namespace CsTelemetry.Wal.Tests;

public abstract class RecoveryTests : StorageKind
{
    private const string First = "00000000000000000001.wal";
    private const string Second = "00000000000000000003.wal";

    [Fact]
    public async Task A_torn_last_record_is_cut_off_and_the_ones_before_it_survive()
    {
        var storage = await Closed("first", "second");
        var bytes = storage.Bytes(First);
        storage.Overwrite(First, bytes[..^3]);

        await using var log = SmallLog.Open(storage);

        Assert.Equal(["first"], log.Texts());
        Assert.Equal(23, log.Statistics.TornBytesCut);
        Assert.Equal(0, log.Statistics.CorruptRecordsSkipped);
        Assert.Equal(64 + 25, storage.Bytes(First).Length);
        Assert.Equal(bytes[^26..^3], storage.Bytes(First + ".torn")[16..]);
    }

    [Fact]
    public async Task A_sequence_in_a_torn_tail_is_not_used_again()
    {
        var storage = await Closed("first", "second");
        storage.Overwrite(First, storage.Bytes(First)[..^3]);

        await using var log = SmallLog.Open(storage);

        Assert.True((await log.Append("third")).Sequence > 2);
        Assert.Equal(["first", "third"], log.Texts());
    }

    [Fact]
    public async Task A_cut_tail_is_no_gap_and_no_damage_at_later_starts()
    {
        var storage = await Closed("first", "second");
        storage.Overwrite(First, storage.Bytes(First)[..^3]);
        await using (var log = SmallLog.Open(storage))
        {
            await log.AppendAll("third");
        }

        await using var again = SmallLog.Open(storage);

        Assert.Equal(["first", "third"], again.Texts());
        var statistics = again.Statistics;
        Assert.Equal(0, statistics.TornBytesCut + statistics.CorruptRecordsSkipped + statistics.MissingSegments);
    }

    [Fact]
    public async Task A_tail_of_zeros_is_cut_off()
    {
        var storage = await Closed("first", "second");
        storage.Overwrite(First, [.. storage.Bytes(First), .. new byte[1000]]);

        await using var log = SmallLog.Open(storage);

        Assert.Equal(["first", "second"], log.Texts());
        Assert.Equal(1000, log.Statistics.TornBytesCut);
    }

    [Theory]
    [InlineData(0)] // length
    [InlineData(4)] // payload checksum
    [InlineData(8)] // sequence
    [InlineData(16)] // header checksum
    [InlineData(20)] // payload
    public async Task A_damaged_record_in_the_middle_is_skipped_kept_aside_and_counted_once(int offsetInRecord)
    {
        var storage = await Closed("first", "second", "third", "fourth");
        var damagedAt = 64 + 25;
        storage.Flip(First, damagedAt + offsetInRecord);
        var damaged = storage.Bytes(First)[damagedAt..(damagedAt + 26)];

        await using var log = SmallLog.Open(storage);

        Assert.Equal([(1, "first"), (3, "third"), (4, "fourth")], log.ReadAll());
        Assert.Equal(1, log.Statistics.CorruptRecordsSkipped);
        Assert.Equal(damaged, storage.Bytes(First + ".corrupt")[16..]);
        Assert.Equal(5, (await log.Append("fifth")).Sequence);
    }

    [Fact]
    public async Task Damage_at_the_end_of_an_older_segment_is_damage_and_no_torn_tail()
    {
        var storage = await Closed(SmallLog.Large("1"), SmallLog.Large("2"), "3");
        storage.Flip(First, storage.Bytes(First).Length - 1);

        for (var start = 0; start < 2; start++)
        {
            await using var log = SmallLog.Open(storage);
            Assert.Equal(["1", "3"], log.Texts());
            Assert.Equal(1, log.Statistics.CorruptRecordsSkipped);
            Assert.Equal(0, log.Statistics.TornBytesCut);
        }
    }

    [Fact]
    public async Task What_looks_like_a_record_inside_a_damaged_payload_is_not_taken_for_one()
    {
        var storage = NewStorage();
        await using (var log = SmallLog.Open(storage))
        {
            await log.AppendAll("first");
            var forged = new byte[26];
            new RecordHeader(6, Crc32C.Of("forged"u8), 3).Write(forged, RecordHeader.SeedFor(log.Id));
            "forged"u8.CopyTo(forged.AsSpan(20));
            await log.AppendAsync((byte[])[1, .. new byte[40], .. forged]);
            await log.AppendAll("third");
        }

        storage.Flip(First, 64 + 25 + 20);
        await using var again = SmallLog.Open(storage);

        Assert.Equal([(1, "first"), (3, "third")], again.ReadAll());
    }

    [Fact]
    public async Task A_damaged_segment_header_costs_no_record()
    {
        var storage = await Closed(SmallLog.Large("1"), SmallLog.Large("2"), "3");
        storage.Flip(First, 3);
        storage.Flip(Second, 30);

        await using var log = SmallLog.Open(storage);

        Assert.Equal(["1", "2", "3"], log.Texts());
        Assert.Equal(4, (await log.Append("4")).Sequence);
    }

    [Fact]
    public async Task A_segment_of_garbage_is_set_aside_and_none_of_its_sequences_used_again()
    {
        var storage = await Closed(SmallLog.Large("1"), SmallLog.Large("2"), "3");
        var garbage = new byte[2000];
        new Random(1).NextBytes(garbage);
        storage.Overwrite(Second, garbage);

        for (var start = 0; start < 2; start++)
        {
            await using var log = SmallLog.Open(storage);
            Assert.Equal(["1", "2"], log.Texts());
            Assert.True(log.LastDurableSequence > 3);
        }

        Assert.Equal(garbage, storage.Bytes(Second + ".unreadable"));
        Assert.DoesNotContain(Second, storage.Names(".wal"));
    }

    [Fact]
    public async Task A_segment_of_another_log_is_set_aside()
    {
        var storage = await Closed(SmallLog.Large("1"), SmallLog.Large("2"), "3");
        var foreign = await Closed(SmallLog.Large("x"), SmallLog.Large("y"), "z");
        storage.Overwrite(Second, foreign.Bytes(Second));

        await using var log = SmallLog.Open(storage);

        Assert.Equal(["1", "2"], log.Texts());
        Assert.Equal([Second + ".unreadable"], storage.Names(".unreadable"));
    }

    [Fact]
    public async Task A_missing_segment_in_the_middle_is_counted_and_the_rest_is_read()
    {
        var storage = await Closed([.. Enumerable.Range(1, 6).Select(n => SmallLog.Large($"{n}"))]);
        storage.Delete(Second);

        await using var log = SmallLog.Open(storage);

        Assert.Equal(["1", "2", "5", "6"], log.Texts());
        Assert.Equal(1, log.Statistics.MissingSegments);
        Assert.Equal(7, (await log.Append("7")).Sequence);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(64)]
    public async Task A_segment_cut_down_to_nothing_does_not_stop_the_start(int bytesLeft)
    {
        var storage = await Closed(SmallLog.Large("1"), SmallLog.Large("2"), "3");
        storage.Overwrite(First, storage.Bytes(First)[..bytesLeft]);

        await using var log = SmallLog.Open(storage);

        Assert.Equal(["3"], log.Texts());
        Assert.True(log.Statistics.CorruptRecordsSkipped > 0);
        Assert.Equal(4, (await log.Append("4")).Sequence);
    }

    [Fact]
    public async Task An_empty_newest_segment_file_is_used_again()
    {
        var storage = await Closed("1", "2");
        storage.Overwrite(Second, []);

        await using var log = SmallLog.Open(storage);

        Assert.Equal(3, (await log.Append("3")).Sequence);
        Assert.Equal(["1", "2", "3"], log.Texts());
    }

    [Fact]
    public async Task Leftovers_and_strange_files_do_not_stop_the_start()
    {
        var storage = await Closed("1");
        storage.Overwrite("00000000000000000002.wal.tmp", [1, 2, 3]);
        storage.Overwrite("notes.wal", [1, 2, 3]);
        storage.Overwrite("99999999999999999999.wal", [1, 2, 3]);

        await using var log = SmallLog.Open(storage);

        Assert.Equal(["1"], log.Texts());
        Assert.Equal(2, (await log.Append("2")).Sequence);
        Assert.Empty(storage.Names(".tmp"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_damaged_or_missing_id_file_is_restored_from_the_segments(bool isMissing)
    {
        var storage = NewStorage();
        var log = SmallLog.Open(storage);
        await log.AppendAll("1");
        await log.DisposeAsync();
        if (isMissing)
        {
            storage.Delete(LogIdFormat.FileName);
        }
        else
        {
            storage.Flip(LogIdFormat.FileName, 13);
        }

        await using var again = SmallLog.Open(storage);

        Assert.Equal(log.Id, again.Id);
        Assert.Equal(["1"], again.Texts());
        Assert.True(LogIdFormat.TryRead(storage.Bytes(LogIdFormat.FileName), out var written));
        Assert.Equal(log.Id, written);
    }

    [Fact]
    public async Task A_log_that_lost_all_its_segments_gets_a_new_id()
    {
        var storage = NewStorage();
        var log = SmallLog.Open(storage);
        await log.AppendAll("1");
        await log.DisposeAsync();
        storage.Delete(First);

        await using var again = SmallLog.Open(storage);

        Assert.NotEqual(log.Id, again.Id);
        Assert.Equal(1, (await again.Append("1")).Sequence);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Records_that_the_next_segment_declares_void_are_not_read(bool isNextHeaderDamaged)
    {
        var storage = NewStorage();
        ulong id;
        await using (var log = SmallLog.Open(storage))
        {
            id = log.Id;
            await log.AppendAll(SmallLog.Large("1"), SmallLog.Large("2"), "3");
        }

        // As after a failed fsync: the record was written, answered as failed, and its sequence used again.
        var voided = new byte[26];
        new RecordHeader(6, Crc32C.Of("voided"u8), 3).Write(voided, RecordHeader.SeedFor(id));
        "voided"u8.CopyTo(voided.AsSpan(20));
        var before = storage.Bytes(First);
        storage.Overwrite(First, [.. before, .. voided]);
        if (isNextHeaderDamaged)
        {
            storage.Flip(Second, 5);
        }

        await using var again = SmallLog.Open(storage);

        Assert.Equal(["1", "2", "3"], again.Texts());
        Assert.Equal(26, again.Statistics.TornBytesCut);
        Assert.Equal(0, again.Statistics.CorruptRecordsSkipped);
        Assert.Equal(before, storage.Bytes(First));
    }

    [Fact]
    public async Task Records_larger_than_a_lowered_limit_are_still_read()
    {
        var storage = await Closed(SmallLog.Large("1"), "2");
        var smaller = SmallLog.Options;
        smaller.MaxRecordBytes = 100;

        await using var log = SmallLog.Open(storage, smaller);

        Assert.Equal(["1", "2"], log.Texts());
    }

    private async Task<ILogStorage> Closed(params string[] texts)
    {
        var storage = NewStorage();
        await using var log = SmallLog.Open(storage);
        await log.AppendAll(texts);
        return storage;
    }
}
