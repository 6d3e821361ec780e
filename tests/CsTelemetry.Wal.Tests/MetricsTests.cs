using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace CsTelemetry.Wal.Tests;

public sealed class MetricsTests
{
    [Fact]
    public void Instruments_report_with_standard_names_and_units()
    {
        using var metrics = new WalMetrics();
        var seen = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter == metrics.Meter)
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();

        metrics.Observe(() => new WalCounters().Snapshot(segmentCount: 3, diskBytes: 4096, pendingBytes: 10, isDiskFull: false), 1 << 20);
        metrics.Answered(WalAppendStatus.Durable);
        metrics.Answered(WalAppendStatus.Full);
        metrics.Answered(WalAppendStatus.Failed);
        metrics.Committed(records: 5, bytes: 500, TimeSpan.FromMilliseconds(20));
        metrics.CommitFailed();
        listener.RecordObservableInstruments();

        Assert.Equal("CsTelemetry.Wal", metrics.Meter.Name);
        var expected = new Dictionary<string, double>
        {
            ["cstelemetry.wal.appends {record} durable"] = 1,
            ["cstelemetry.wal.appends {record} full"] = 1,
            ["cstelemetry.wal.appends {record} failed"] = 1,
            ["cstelemetry.wal.bytes By"] = 500,
            ["cstelemetry.wal.commit.duration s"] = 0.02,
            ["cstelemetry.wal.commit.size {record}"] = 5,
            ["cstelemetry.wal.commit.failures {commit}"] = 1,
            ["cstelemetry.wal.disk.usage By"] = 4096,
            ["cstelemetry.wal.disk.limit By"] = 1 << 20,
            ["cstelemetry.wal.segments {segment}"] = 3,
            ["cstelemetry.wal.pending By"] = 10,
            ["cstelemetry.wal.corrupt_records {record}"] = 0,
        };
        Assert.Equal(expected.OrderBy(pair => pair.Key), seen.OrderBy(pair => pair.Key));

        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            seen[string.Join(' ', [instrument.Name, instrument.Unit, .. tags.ToArray().Select(tag => tag.Value)])] = value;
    }

    [Fact]
    public async Task Statistics_count_what_was_appended()
    {
        await using var log = SmallLog.Open(new Memory.InMemoryLogStorage());
        await log.AppendAll("12345", "123");

        var statistics = log.Statistics;

        Assert.Equal((2, 8, 1), (statistics.RecordsAppended, statistics.PayloadBytesAppended, statistics.SegmentCount));
        Assert.Equal(64 + 25 + 23, statistics.DiskBytes);
    }
}
