using CsTelemetry.Wal.Format;
using CsTelemetry.Wal.Storage;
using CsTelemetry.Wal.Tests.Memory;

namespace CsTelemetry.Wal.Tests;

public abstract class PreparedSegmentTests : StorageKind
{
    private const string First = "00000000000000000001.wal";
    private const string Second = "00000000000000000003.wal";
    private const string Prepared = "next.tmp";

    [Fact]
    public async Task The_second_segment_has_its_full_length_before_its_first_record()
    {
        var storage = NewStorage();
        await using var log = Open(storage);
        await log.AppendAll(SmallLog.Large("1"), SmallLog.Large("2"), "3");

        var bytes = storage.Bytes(Second);
        Assert.Equal(SmallLog.SegmentBytes, bytes.Length);
        Assert.True(SegmentHeader.TryRead(bytes, out var header));
        Assert.Equal(SmallLog.SegmentBytes, header.PreparedBytes);
        Assert.Equal(["1", "2", "3"], log.Texts());
    }

    [Fact]
    public async Task A_segment_that_is_left_gives_the_room_back_that_it_did_not_use()
    {
        var storage = NewStorage();
        await using (var log = Open(storage))
        {
            await log.AppendAll(SmallLog.Large("1"), SmallLog.Large("2"), SmallLog.Large("3"), SmallLog.Large("4"), "5");
            Assert.Equal(SegmentHeader.Bytes + (2 * (RecordHeader.Bytes + 1990)), storage.Bytes(Second).Length);
        }

        Assert.Equal(SegmentHeader.Bytes + RecordHeader.Bytes + 1, storage.Bytes("00000000000000000005.wal").Length);
        Assert.Empty(storage.Names(".tmp"));
    }

    [Fact]
    public async Task A_log_that_sees_little_use_prepares_nothing()
    {
        var storage = NewStorage();
        await using var log = Open(storage);
        await log.AppendAll("1");

        Assert.Empty(storage.Names(".tmp"));
        await log.AppendAll(SmallLog.Large("2"));
        Assert.Equal([Prepared], storage.Names(".tmp"));
    }

    [Fact]
    public async Task What_an_inspector_sees_of_a_running_log_is_whole()
    {
        var directory = Directory.CreateTempSubdirectory("cstelemetry-wal-prepared-");
        try
        {
            await using var log = Open(DirectoryLogStorage.Open(directory.FullName));
            await log.AppendAll(SmallLog.Large("1"), SmallLog.Large("2"), "3");

            var inspector = WalInspector.Open(directory.FullName);
            var reports = inspector.Survey().ToList();

            Assert.Equal([2L, 1L], reports.Select(report => report.Records));
            Assert.All(reports, report => Assert.Null(report.Fault));
            Assert.All(reports, report => Assert.Empty(report.Damage));
            Assert.Equal("3"u8, inspector.Read(reports[1]).Single().Payload.Span);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private protected static WriteAheadLog Open(ILogStorage storage) => SmallLog.Open(storage, SmallLog.OptionsOf(preparesSegments: true));

    public sealed class OnDisk : PreparedSegmentTests
    {
        protected override bool IsReal => true;
    }

    public sealed class InMemory : PreparedSegmentTests
    {
        private readonly InMemoryLogStorage _storage = new();

        protected override bool IsReal => false;

        [Fact]
        public async Task After_a_kill_unused_room_is_neither_a_torn_write_nor_damage()
        {
            await Killed(SmallLog.Large("1"), SmallLog.Large("2"), "3");

            await using var again = Open(_storage);

            Assert.Equal(["1", "2", "3"], again.Texts());
            Assert.Equal((0, 0), (again.Statistics.TornBytesCut, again.Statistics.CorruptRecordsSkipped));
            Assert.Empty(_storage.Names(".torn"));
            Assert.Equal(SegmentHeader.Bytes + RecordHeader.Bytes + 1, _storage.Bytes(Second).Length);
            Assert.Equal(4, (await again.Append("4")).Sequence);
        }

        [Fact]
        public async Task A_record_that_ends_with_zeros_is_not_taken_for_unused_room()
        {
            var zeros = new string('\0', 100);
            await Killed(SmallLog.Large("1"), SmallLog.Large("2"), zeros);

            await using var again = Open(_storage);

            Assert.Equal(["1", "2", zeros], again.Texts());
            Assert.Equal((0, 0), (again.Statistics.TornBytesCut, again.Statistics.CorruptRecordsSkipped));
            Assert.Equal(4, (await again.Append("4")).Sequence);
        }

        [Fact]
        public async Task Of_a_torn_record_only_what_was_written_is_counted_and_kept_aside()
        {
            await Killed(SmallLog.Large("1"), SmallLog.Large("2"), "3", "torn record");
            var bytes = _storage.Bytes(Second);
            var start = SegmentHeader.Bytes + RecordHeader.Bytes + 1;
            bytes.AsSpan(start + RecordHeader.Bytes + 4).Clear();
            _storage.Overwrite(Second, bytes);

            await using var again = Open(_storage);

            Assert.Equal(["1", "2", "3"], again.Texts());
            Assert.Equal(RecordHeader.Bytes + 4, again.Statistics.TornBytesCut);
            Assert.Equal(bytes[start..(start + RecordHeader.Bytes + 4)], _storage.Bytes(Second + ".torn")[16..]);
            Assert.True((await again.Append("4")).Sequence > 4);
        }

        [Fact]
        public async Task Damage_before_the_unused_room_is_found()
        {
            await Killed(SmallLog.Large("1"), SmallLog.Large("2"), "3", "4", "5");
            _storage.Flip(Second, SegmentHeader.Bytes + RecordHeader.Bytes);

            await using var again = Open(_storage);

            Assert.Equal(["1", "2", "4", "5"], again.Texts());
            Assert.Equal(1, again.Statistics.CorruptRecordsSkipped);
        }

        [Fact]
        public async Task An_older_segment_that_a_kill_kept_from_being_cut_is_cut_at_the_next_start()
        {
            await using (var log = Open(_storage))
            {
                await log.AppendAll(SmallLog.Large("1"), SmallLog.Large("2"), "3");
                await log.AppendControlToNewSegmentAsync("4"u8.ToArray());
            }

            var bytes = _storage.Bytes(Second);
            _storage.Overwrite(Second, [.. bytes, .. new byte[SmallLog.SegmentBytes - bytes.Length]]);
            await using var again = Open(_storage);

            Assert.Equal(["1", "2", "3", "4"], again.Texts());
            Assert.Equal(0, again.Statistics.TornBytesCut);
            Assert.Equal(bytes, _storage.Bytes(Second));
        }

        [Fact]
        public async Task On_a_full_disk_the_prepared_file_goes_before_the_reserve()
        {
            await using var log = Open(_storage);
            await log.AppendAll(new string('1', 1000));
            Assert.Equal([Prepared], _storage.Names(".tmp"));
            _storage.CapacityBytes = _storage.CapacityBytes - _storage.FreeBytes;

            await log.AppendAll("2");

            Assert.Empty(_storage.Names(".tmp"));
            Assert.False(log.Statistics.IsDiskFull);
            Assert.Contains("wal.reserve", _storage.Names(".reserve"));
        }

        [Fact]
        public async Task A_disk_without_room_for_another_file_takes_appends_all_the_same()
        {
            await using var log = Open(_storage);
            _storage.CapacityBytes = _storage.CapacityBytes - _storage.FreeBytes + SmallLog.SegmentBytes;

            await log.AppendAll("1", new string('x', 1000), "2");

            Assert.Empty(_storage.Names(".tmp"));
            Assert.False(log.Statistics.IsDiskFull);
        }

        private async Task Killed(params string[] texts)
        {
            var log = Open(_storage);
            await log.AppendAll(texts);
            _storage.Kill();
            await log.DisposeAsync();
            Assert.Equal(SmallLog.SegmentBytes, _storage.Bytes(Second).Length);
        }
    }
}
