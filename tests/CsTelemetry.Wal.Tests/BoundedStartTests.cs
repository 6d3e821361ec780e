using System.Diagnostics;
using System.Globalization;
using CsTelemetry.Wal.Format;
using CsTelemetry.Wal.Storage;
using CsTelemetry.Wal.Tests.Memory;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace CsTelemetry.Wal.Tests;

/// <summary>What a start reads does not grow with what the log holds.</summary>
public sealed class BoundedStartTests(ITestOutputHelper output)
{
    private const int Mebibyte = 1024 * 1024;

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(200)]
    public async Task A_start_reads_the_newest_segment_and_the_headers_of_the_others(int segments)
    {
        var storage = new InMemoryLogStorage();
        var options = SmallLog.Options;
        options.MaxTotalBytes = long.MaxValue;
        await using (var log = SmallLog.Open(storage, options))
        {
            for (var record = 0; record < segments * 2; record++)
            {
                await log.AppendAll(SmallLog.Large($"{record}"));
            }
        }

        var counting = new CountingStorage(storage);
        await using var again = SmallLog.Open(counting, options);

        var readAtStart = counting.BytesRead;
        Assert.InRange(readAtStart, 1, SmallLog.SegmentBytes + LogIdFormat.Bytes + (segments * SegmentHeader.Bytes));
        Assert.Equal(segments * 2, again.LastDurableSequence);
        Assert.Equal(segments * 2, again.Texts().Length);
    }

    [Fact]
    public async Task Hundreds_of_mebibytes_are_opened_through_one_buffer()
    {
        var directory = Directory.CreateTempSubdirectory("cstelemetry-wal-").FullName;
        try
        {
            var options = new WalOptions { Directory = directory, SegmentBytes = 8 * Mebibyte, MaxRecordBytes = Mebibyte, ReserveBytes = Mebibyte };
            var sequences = await FillAsync(options, 300);
            var counting = new CountingStorage(DirectoryLogStorage.Open(directory));
            var started = Stopwatch.GetTimestamp();

            await using var log = WriteAheadLog.Open(options, counting, TaskScheduler.Default, TimeProvider.System, NullLogger.Instance);

            var took = Stopwatch.GetElapsedTime(started);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"backlog_mb={log.Statistics.DiskBytes / Mebibyte} segments={log.Segments.Count} start_read_kb={counting.BytesRead / 1024} largest_buffer_kb={counting.LargestRead / 1024} start_ms={took.TotalMilliseconds:F1}"));
            Assert.True(log.Statistics.DiskBytes > 290L * Mebibyte);
            Assert.InRange(counting.BytesRead, 1, options.SegmentBytes + (100 * SegmentHeader.Bytes) + LogIdFormat.Bytes);
            Assert.InRange(counting.LargestRead, 1, 2 * Mebibyte);
            Assert.Equal(sequences, log.LastDurableSequence);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<long> FillAsync(WalOptions options, int mebibytes)
    {
        await using var log = WriteAheadLog.Open(options, TimeProvider.System, NullLogger.Instance);
        var payload = new byte[Mebibyte - RecordHeader.Bytes];
        new Random(7).NextBytes(payload);
        for (var record = 0; record < mebibytes; record++)
        {
            Assert.True((await log.AppendAsync(payload)).IsDurable);
        }

        return log.LastDurableSequence;
    }
}
