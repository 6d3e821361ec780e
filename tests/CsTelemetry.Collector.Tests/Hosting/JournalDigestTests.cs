using System.Diagnostics;
using System.Globalization;
using CsTelemetry.Collector.Accepting;
using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Hosting;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Zones;
using CsTelemetry.Wal;
using Xunit.Abstractions;

namespace CsTelemetry.Collector.Tests.Hosting;

/// <summary>With digests a start finds out the same and reads little, whatever waits in the log.</summary>
public sealed class JournalDigestTests(ITestOutputHelper output) : IDisposable
{
    private const int Mebibyte = 1024 * 1024;

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task What_a_start_finds_out_is_what_the_records_say(int seed)
    {
        await using (var log = TestLog.Open(_folder.File("log")))
        {
            await FillAsync(log, new Random(seed), segments: 6);
            Digests.Update(log);
        }

        await using var again = TestLog.Open(_folder.File("log"));
        var (read, digested) = (Recover(again, null), Recover(again, Digests));

        Assert.Equal(read.Text, digested.Text);
        Assert.Equal(read.State with { BytesRead = 0, Pinned = [], Exclusions = Nothing, Settled = [] }, digested.State with { BytesRead = 0, Pinned = [], Exclusions = Nothing, Settled = [] });
        Assert.Equal(read.State.Pinned, digested.State.Pinned);
        Assert.Equal(read.State.Settled, digested.State.Settled);
        Assert.Equal(read.State.Exclusions.Keys, digested.State.Exclusions.Keys);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("damaged")]
    [InlineData("empty")]
    [InlineData("of another log")]
    public async Task A_digest_that_is_no_good_costs_time_and_nothing_else(string fault)
    {
        await using (var log = TestLog.Open(_folder.File("log")))
        {
            await FillAsync(log, new Random(11), segments: 4);
            Digests.Update(log);
        }

        foreach (var path in Directory.GetFiles(_folder.File("digests")))
        {
            Spoil(path, fault);
        }

        await using var again = TestLog.Open(_folder.File("log"));

        Assert.Equal(Recover(again, null).Text, Recover(again, Digests).Text);
    }

    [Fact]
    public async Task Digests_go_with_their_segments()
    {
        await using var log = TestLog.Open(_folder.File("log"));
        await FillAsync(log, new Random(12), segments: 5);
        Assert.Equal(log.Segments.Count(segment => segment.IsSealed), Digests.Update(log));
        Assert.Equal(0, Digests.Update(log));

        log.RetireThrough(log.LastDurableSequence);
        Digests.Update(log);

        Assert.Equal(log.Segments.Count(segment => segment.IsSealed), Directory.GetFiles(_folder.File("digests")).Length);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(200)]
    public async Task A_start_reads_the_newest_segment_and_a_hundredth_of_the_backlog(int backlogMebibytes)
    {
        var options = new WalOptions { Directory = _folder.File("log"), SegmentBytes = 4 * Mebibyte, MaxRecordBytes = Mebibyte };
        await using (var log = WriteAheadLog.Open(options, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance))
        {
            await FillLargeAsync(log, backlogMebibytes);
            Digests.Update(log);
        }

        var started = Stopwatch.GetTimestamp();
        await using var again = WriteAheadLog.Open(options, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        var opened = Stopwatch.GetElapsedTime(started);
        var recovered = Recover(again, Digests);
        var took = Stopwatch.GetElapsedTime(started);

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"backlog_mb={again.Statistics.DiskBytes / Mebibyte} journal_read_kb={recovered.State.BytesRead / 1024} open_ms={opened.TotalMilliseconds:F1} open_and_recover_ms={took.TotalMilliseconds:F1} pending={recovered.Books.Pending}"));
        Assert.InRange(recovered.State.BytesRead, 1, options.SegmentBytes + (again.Statistics.DiskBytes / 100));
        Assert.True(recovered.Books.Pending > backlogMebibytes * 1000);
    }

    private static Dictionary<long, Exclusion> Nothing { get; } = [];

    private JournalDigests Digests => new(_folder.File("digests"));

    private static void Spoil(string path, string fault)
    {
        switch (fault)
        {
            case "missing":
                File.Delete(path);
                break;
            case "damaged":
                var bytes = File.ReadAllBytes(path);
                bytes[bytes.Length / 2] ^= 1;
                File.WriteAllBytes(path, bytes);
                break;
            case "empty":
                new CheckedFile(path).Save([]);
                break;
            default:
                var content = new CheckedFile(path).Load()!;
                content[5] ^= 1;
                new CheckedFile(path).Save(content);
                break;
        }
    }

    private static (StoreState State, BooksSnapshot Books, string Text) Recover(WriteAheadLog log, JournalDigests? digests)
    {
        var clock = new ManualTimeProvider();
        var memory = new BatchMemory(clock);
        var erasures = new ErasureBook(new Tombstones(), clock);
        var books = new Books();
        var state = JournalRecovery.Run(log, memory, erasures, new AccountZones(), books, digests);
        var clients = memory.ExpireAndList().OrderBy(client => client.Tenant, StringComparer.Ordinal).ThenBy(client => client.ClientInstanceId).Select(client =>
            $"{client.Tenant}/{client.ClientInstanceId} {client.LastSeen:O} {string.Join(',', client.Sequences.Ranges)} {string.Join(',', client.Rejected.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}:{string.Join('+', pair.Value)}"))}");
        var orders = erasures.Unfinished().Select(entry => $"{entry.Order.UserId} {entry.LogId} {entry.Sequence}");
        var read = books.Read();
        return (state, read, string.Join('\n', [.. clients, .. orders, $"{read.Accepted} {read.Verified} {read.Pending} {read.Quarantined}"]));
    }

    private static async Task FillAsync(WriteAheadLog log, Random dice, int segments)
    {
        var (batch, last, verified, refused) = (0UL, 0L, 0L, 0L);
        while (log.Segments.Count < segments)
        {
            var events = dice.Next(1, 60);
            RejectedIndex[] rejected = dice.Next(4) == 0 ? [new RejectedIndex(events, RejectionCode.TooLate)] : [];
            var identity = Sample.Identity(++batch, client: (ulong)dice.Next(1, 6), tenant: dice.Next(3) == 0 ? "other" : "demo");
            last = await log.AppendAsync(new JournaledBatch(identity, Sample.Source, Sample.Now.AddSeconds(batch), Sample.Uses(events), rejected));
            switch (dice.Next(8))
            {
                case 0:
                    await log.AppendAsync(new FrozenRange(last, last, events));
                    break;
                case 1:
                    await log.AppendAsync(new FrozenRange(last, last, events));
                    await log.AppendControlAsync(ExclusionCodec.Write(new Exclusion(last, [new ExcludedRow(0, "A", "b")])));
                    await log.AppendAsync(new Checkpoint(last, verified += events, ++refused));
                    break;
                case 2:
                    await log.AppendAsync(ErasureCodec.Write(Sample.Order($"user-{batch}")));
                    break;
            }
        }
    }

    private static async Task FillLargeAsync(WriteAheadLog log, int mebibytes)
    {
        var batch = 0UL;
        var uses = Sample.Uses(500);
        while (log.Segments.Sum(segment => segment.Bytes) < (long)mebibytes * Mebibyte)
        {
            var appended = Enumerable.Range(0, 32).Select(_ => log.AppendAsync(new JournaledBatch(Sample.Identity(++batch), Sample.Source, Sample.Now, uses, []))).ToList();
            await Task.WhenAll(appended);
        }
    }
}
