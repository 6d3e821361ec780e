using System.Diagnostics.Metrics;

namespace CsTelemetry.Wal;

/// <summary>Publishes the log's metrics under the meter <c>CsTelemetry.Wal</c>.</summary>
internal sealed class WalMetrics : IDisposable
{
    public const string MeterName = "CsTelemetry.Wal";
    private static readonly KeyValuePair<string, object?> Durable = new("status", "durable");
    private static readonly KeyValuePair<string, object?> Full = new("status", "full");
    private static readonly KeyValuePair<string, object?> Failed = new("status", "failed");

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _appends;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _commitFailures;
    private readonly Histogram<double> _commitDuration;
    private readonly Histogram<long> _groupSize;

    public WalMetrics()
    {
        _appends = _meter.CreateCounter<long>("cstelemetry.wal.appends", "{record}", "Appends answered, by status.");
        _bytes = _meter.CreateCounter<long>("cstelemetry.wal.bytes", "By", "Bytes made durable, record headers included.");
        _commitFailures = _meter.CreateCounter<long>("cstelemetry.wal.commit.failures", "{commit}", "Group commits whose write or fsync failed.");
        _commitDuration = _meter.CreateHistogram<double>("cstelemetry.wal.commit.duration", "s", "Write and fsync of one group.");
        _groupSize = _meter.CreateHistogram<long>("cstelemetry.wal.commit.size", "{record}", "Records in one group.");
    }

    /// <summary>Adds the values that are read when somebody looks.</summary>
    public void Observe(Func<WalStatistics> statistics)
    {
        _meter.CreateObservableGauge("cstelemetry.wal.disk.usage", () => statistics().DiskBytes, "By", "Durable bytes in segments.");
        _meter.CreateObservableGauge("cstelemetry.wal.segments", () => statistics().SegmentCount, "{segment}", "Segment files.");
        _meter.CreateObservableGauge("cstelemetry.wal.pending", () => statistics().PendingBytes, "By", "Bytes queued or being written.");
        _meter.CreateObservableCounter("cstelemetry.wal.corrupt_records", () => statistics().CorruptRecordsSkipped, "{record}", "Damaged records skipped.");
    }

    public void Committed(int records, int bytes, TimeSpan duration)
    {
        _bytes.Add(bytes);
        _groupSize.Record(records);
        _commitDuration.Record(duration.TotalSeconds);
    }

    public void CommitFailed() => _commitFailures.Add(1);

    public void Answered(WalAppendStatus status) => _appends.Add(1, status switch
    {
        WalAppendStatus.Durable => Durable,
        WalAppendStatus.Full => Full,
        _ => Failed,
    });

    public void Dispose() => _meter.Dispose();
}
