using CsTelemetry.Collector.Accepting;
using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Hosting;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Zones;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Tests.Hosting;

/// <summary>Records that are whole, and that this collector cannot read: what a newer one wrote before a downgrade, and what a fault wrote.</summary>
public sealed class UnreadRecordTests : IDisposable
{
    private const int RecordUnread = 1301;
    private const int NotKept = 1302;

    private static readonly byte[] NewerVersion = [JournalFormat.Version + 1, 5, 1, 2, 3];
    private static readonly byte[] UnknownKind = [JournalFormat.Version, 99, 1, 2, 3];
    private static readonly byte[] CutShort = [JournalFormat.Version, (byte)JournalRecordKind.Batch, 7];
    private static readonly byte[] NoCheckpoint = [JournalFormat.Version, (byte)JournalRecordKind.Verified];

    private readonly ScratchFolder _folder = new();
    private readonly CapturingLogger<UnreadRecords> _logger = new();

    public static TheoryData<byte[], string> Unreadable => new()
    {
        { NewerVersion, "1 of a form that this collector does not know, 0 broken" },
        { UnknownKind, "1 of a form that this collector does not know, 0 broken" },
        { CutShort, "0 of a form that this collector does not know, 1 broken" },
        { NoCheckpoint, "0 of a form that this collector does not know, 1 broken" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task Such_a_record_is_passed_over_kept_counted_and_told(byte[] record, string told)
    {
        await using var log = TestLog.Open(_folder.File("log"));
        await AppendAsync(log, 3);
        var sequence = (await log.AppendAsync(record)).Sequence;
        await AppendAsync(log, 4);
        using var unread = Unread();

        var books = Recover(log, unread);

        Assert.Equal(7, books.Read().Pending);
        Assert.Contains(told, new Readiness(new CollectorHealth(), unread).Check().Unread);
        Assert.Contains(RecordUnread, _logger.Ids);
        var copy = Assert.Single(Copies());
        Assert.Equal($"{log.Id:x16}-{sequence:D20}.record", Path.GetFileName(copy));
        Assert.Equal(record, File.ReadAllBytes(copy));
    }

    [Fact]
    public async Task A_start_that_reads_digests_tells_it_too_and_keeps_one_copy_over_all_starts()
    {
        var digests = new JournalDigests(_folder.File("digests"));
        await using (var log = TestLog.Open(_folder.File("log")))
        {
            await log.AppendAsync(NewerVersion);
            while (log.Segments.Count < 3)
            {
                await AppendAsync(log, 50);
            }

            Assert.Equal(2, digests.Update(log));
        }

        for (var start = 0; start < 3; start++)
        {
            await using var log = TestLog.Open(_folder.File("log"));
            using var unread = Unread();

            Recover(log, unread, digests);

            Assert.StartsWith("1 whole records", unread.Summary);
            Assert.Single(Copies());
        }
    }

    [Fact]
    public async Task What_comes_behind_it_is_cut_and_read_again_as_if_it_were_not_there()
    {
        await using var log = TestLog.Open(_folder.File("log"));
        await AppendAsync(log, 3);
        await log.AppendAsync(NewerVersion);
        await log.AppendAsync(CutShort);
        await AppendAsync(log, 4);

        var cutter = new BatchCutter(log.OpenCursor(1), [], new StoreOptions { FlushInterval = TimeSpan.FromMilliseconds(1) }, TimeProvider.System);
        var cut = await cutter.NextAsync(TimeSpan.FromSeconds(20), CancellationToken.None);

        Assert.Equal(new FrozenRange(1, 4, 7), cut!.Range);
        Assert.Equal(7, new RangeReader(log).Columns(cut.Range).Count);
    }

    [Fact]
    public async Task A_record_beyond_what_is_kept_is_still_counted_and_told()
    {
        Directory.CreateDirectory(_folder.File("unread"));
        for (var i = 0; i < UnreadRecords.MaxFileCount; i++)
        {
            File.WriteAllBytes(_folder.File($"unread/{i}.record"), []);
        }

        await using var log = TestLog.Open(_folder.File("log"));
        await log.AppendAsync(UnknownKind);
        using var unread = Unread();

        Recover(log, unread);

        Assert.StartsWith("1 whole records", unread.Summary);
        Assert.Contains(NotKept, _logger.Ids);
        Assert.Equal(UnreadRecords.MaxFileCount, Copies().Length);
    }

    [Fact]
    public async Task A_log_that_is_read_whole_has_nothing_to_tell()
    {
        await using var log = TestLog.Open(_folder.File("log"));
        await AppendAsync(log, 3);
        using var unread = Unread();

        Recover(log, unread);

        Assert.Null(new Readiness(new CollectorHealth(), unread).Check().Unread);
        Assert.False(Directory.Exists(_folder.File("unread")));
    }

    private UnreadRecords Unread() => new(_folder.File("unread"), _logger);

    private string[] Copies() => Directory.GetFiles(_folder.File("unread"));

    private static Books Recover(WriteAheadLog log, UnreadRecords unread, JournalDigests? digests = null)
    {
        var books = new Books();
        JournalRecovery.Run(
            log, new BatchMemory(new ManualTimeProvider()), new ErasureBook(new Tombstones(), new ManualTimeProvider()), new AccountZones(), books, digests, unread);
        return books;
    }

    private static async Task AppendAsync(WriteAheadLog log, int events) =>
        await log.AppendAsync(Sample.Journaled((ulong)log.LastDurableSequence + 1, Sample.Uses(events)));
}
